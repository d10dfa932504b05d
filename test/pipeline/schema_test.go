package pipeline

import (
	"bytes"
	"encoding/json"
	"path/filepath"
	"testing"

	clusteracm "github.com/upbound/provider-aws/v2/apis/cluster/acm/v1beta1"
	clusteracmv2 "github.com/upbound/provider-aws/v2/apis/cluster/acm/v1beta2"
	clusterlogs "github.com/upbound/provider-aws/v2/apis/cluster/cloudwatchlogs/v1beta1"
	clusterec2 "github.com/upbound/provider-aws/v2/apis/cluster/ec2/v1beta1"
	clusterec2v2 "github.com/upbound/provider-aws/v2/apis/cluster/ec2/v1beta2"
	clusterelb "github.com/upbound/provider-aws/v2/apis/cluster/elbv2/v1beta1"
	clusterelbv2 "github.com/upbound/provider-aws/v2/apis/cluster/elbv2/v1beta2"
	clusteriam "github.com/upbound/provider-aws/v2/apis/cluster/iam/v1beta1"
	clusterkms "github.com/upbound/provider-aws/v2/apis/cluster/kms/v1beta1"
	clusterroute53v2 "github.com/upbound/provider-aws/v2/apis/cluster/route53/v1beta2"
	clusters3 "github.com/upbound/provider-aws/v2/apis/cluster/s3/v1beta1"
	clusters3v2 "github.com/upbound/provider-aws/v2/apis/cluster/s3/v1beta2"
	clusterwafv2 "github.com/upbound/provider-aws/v2/apis/cluster/wafv2/v1beta1"
	acm "github.com/upbound/provider-aws/v2/apis/namespaced/acm/v1beta1"
	logs "github.com/upbound/provider-aws/v2/apis/namespaced/cloudwatchlogs/v1beta1"
	ec2 "github.com/upbound/provider-aws/v2/apis/namespaced/ec2/v1beta1"
	elb "github.com/upbound/provider-aws/v2/apis/namespaced/elbv2/v1beta1"
	iam "github.com/upbound/provider-aws/v2/apis/namespaced/iam/v1beta1"
	kms "github.com/upbound/provider-aws/v2/apis/namespaced/kms/v1beta1"
	route53 "github.com/upbound/provider-aws/v2/apis/namespaced/route53/v1beta1"
	s3 "github.com/upbound/provider-aws/v2/apis/namespaced/s3/v1beta1"
	wafv2 "github.com/upbound/provider-aws/v2/apis/namespaced/wafv2/v1beta1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime"

	"github.com/xplatform-dev/xplatform/internal/providercrd"
)

// types are the provider's Go types of both families.
func types(t *testing.T) *runtime.Scheme {
	t.Helper()
	scheme := runtime.NewScheme()
	for _, add := range []func(*runtime.Scheme) error{
		ec2.AddToScheme, iam.AddToScheme, kms.AddToScheme, logs.AddToScheme,
		clusterec2.AddToScheme, clusterec2v2.AddToScheme, clusteriam.AddToScheme, clusterkms.AddToScheme, clusterlogs.AddToScheme,
		elb.AddToScheme, acm.AddToScheme, route53.AddToScheme, s3.AddToScheme, wafv2.AddToScheme,
		clusterelb.AddToScheme, clusterelbv2.AddToScheme, clusteracm.AddToScheme, clusteracmv2.AddToScheme,
		clusterroute53v2.AddToScheme, clusters3.AddToScheme, clusters3v2.AddToScheme, clusterwafv2.AddToScheme,
	} {
		if err := add(scheme); err != nil {
			t.Fatal(err)
		}
	}
	return scheme
}

// TestProviderAccepts holds every resource of every reconcile of every case
// against what the provider accepts: its Go type, strictly, and its CRD.
func TestProviderAccepts(t *testing.T) {
	scheme := types(t)
	judge, err := providercrd.NewJudge()
	if err != nil {
		t.Fatal(err)
	}
	for _, dir := range cases(t) {
		t.Run(filepath.Base(dir), func(t *testing.T) {
			seen := map[string]bool{}
			for _, turn := range play(t, dir) {
				for _, o := range turn.Result.Resources {
					text, err := o.MarshalJSON()
					if err != nil {
						t.Fatal(err)
					}
					if seen[string(text)] {
						continue
					}
					seen[string(text)] = true
					decodes(t, scheme, o, text)
					faults, err := judge.Judge(t.Context(), o)
					if err != nil {
						t.Fatal(err)
					}
					for _, f := range faults {
						t.Errorf("%s: the CRD refuses %s", key(o), f)
					}
				}
			}
		})
	}
}

// decodes holds an object against the provider's Go type: a field that it does
// not have is a fault.
func decodes(t *testing.T, scheme *runtime.Scheme, o *unstructured.Unstructured, text []byte) {
	t.Helper()
	into, err := scheme.New(o.GroupVersionKind())
	if err != nil {
		t.Errorf("%s: the provider has no such type: %v", key(o), err)
		return
	}
	strict := json.NewDecoder(bytes.NewReader(text))
	strict.DisallowUnknownFields()
	if err := strict.Decode(into); err != nil {
		t.Errorf("%s: the provider's Go type refuses it: %v", key(o), err)
	}
}
