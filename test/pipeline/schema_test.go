package pipeline

import (
	"bytes"
	"encoding/json"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	clusteracm "github.com/upbound/provider-aws/v2/apis/cluster/acm/v1beta1"
	clusteracmv2 "github.com/upbound/provider-aws/v2/apis/cluster/acm/v1beta2"
	clusterappautoscaling "github.com/upbound/provider-aws/v2/apis/cluster/appautoscaling/v1beta1"
	clusterappautoscalingv2 "github.com/upbound/provider-aws/v2/apis/cluster/appautoscaling/v1beta2"
	clusterlogs "github.com/upbound/provider-aws/v2/apis/cluster/cloudwatchlogs/v1beta1"
	clusterec2 "github.com/upbound/provider-aws/v2/apis/cluster/ec2/v1beta1"
	clusterec2v2 "github.com/upbound/provider-aws/v2/apis/cluster/ec2/v1beta2"
	clusterecs "github.com/upbound/provider-aws/v2/apis/cluster/ecs/v1beta1"
	clusterecsv2 "github.com/upbound/provider-aws/v2/apis/cluster/ecs/v1beta2"
	clusterelasticache "github.com/upbound/provider-aws/v2/apis/cluster/elasticache/v1beta1"
	clusterelasticachev2 "github.com/upbound/provider-aws/v2/apis/cluster/elasticache/v1beta2"
	clusterelb "github.com/upbound/provider-aws/v2/apis/cluster/elbv2/v1beta1"
	clusterelbv2 "github.com/upbound/provider-aws/v2/apis/cluster/elbv2/v1beta2"
	clusteriam "github.com/upbound/provider-aws/v2/apis/cluster/iam/v1beta1"
	clusterkms "github.com/upbound/provider-aws/v2/apis/cluster/kms/v1beta1"
	clusteropensearch "github.com/upbound/provider-aws/v2/apis/cluster/opensearch/v1beta1"
	clusteropensearchv2 "github.com/upbound/provider-aws/v2/apis/cluster/opensearch/v1beta2"
	clusterrds "github.com/upbound/provider-aws/v2/apis/cluster/rds/v1beta1"
	clusterrdsv3 "github.com/upbound/provider-aws/v2/apis/cluster/rds/v1beta3"
	clusterroute53v2 "github.com/upbound/provider-aws/v2/apis/cluster/route53/v1beta2"
	clusters3 "github.com/upbound/provider-aws/v2/apis/cluster/s3/v1beta1"
	clusters3v2 "github.com/upbound/provider-aws/v2/apis/cluster/s3/v1beta2"
	clustersecretsmanager "github.com/upbound/provider-aws/v2/apis/cluster/secretsmanager/v1beta1"
	clustersecretsmanagerv2 "github.com/upbound/provider-aws/v2/apis/cluster/secretsmanager/v1beta2"
	clusterservicediscovery "github.com/upbound/provider-aws/v2/apis/cluster/servicediscovery/v1beta1"
	clusterwafv2 "github.com/upbound/provider-aws/v2/apis/cluster/wafv2/v1beta1"
	acm "github.com/upbound/provider-aws/v2/apis/namespaced/acm/v1beta1"
	appautoscaling "github.com/upbound/provider-aws/v2/apis/namespaced/appautoscaling/v1beta1"
	logs "github.com/upbound/provider-aws/v2/apis/namespaced/cloudwatchlogs/v1beta1"
	ec2 "github.com/upbound/provider-aws/v2/apis/namespaced/ec2/v1beta1"
	ecs "github.com/upbound/provider-aws/v2/apis/namespaced/ecs/v1beta1"
	elasticache "github.com/upbound/provider-aws/v2/apis/namespaced/elasticache/v1beta1"
	elb "github.com/upbound/provider-aws/v2/apis/namespaced/elbv2/v1beta1"
	iam "github.com/upbound/provider-aws/v2/apis/namespaced/iam/v1beta1"
	kms "github.com/upbound/provider-aws/v2/apis/namespaced/kms/v1beta1"
	opensearch "github.com/upbound/provider-aws/v2/apis/namespaced/opensearch/v1beta1"
	rds "github.com/upbound/provider-aws/v2/apis/namespaced/rds/v1beta1"
	route53 "github.com/upbound/provider-aws/v2/apis/namespaced/route53/v1beta1"
	s3 "github.com/upbound/provider-aws/v2/apis/namespaced/s3/v1beta1"
	secretsmanager "github.com/upbound/provider-aws/v2/apis/namespaced/secretsmanager/v1beta1"
	servicediscovery "github.com/upbound/provider-aws/v2/apis/namespaced/servicediscovery/v1beta1"
	wafv2 "github.com/upbound/provider-aws/v2/apis/namespaced/wafv2/v1beta1"
	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime"

	"github.com/xplatform-dev/xplatform/internal/providercrd"
)

// types returns the provider's Go types of both families.
func types(t *testing.T) *runtime.Scheme {
	t.Helper()
	scheme := runtime.NewScheme()
	for _, add := range []func(*runtime.Scheme) error{
		corev1.AddToScheme,
		ec2.AddToScheme, iam.AddToScheme, kms.AddToScheme, logs.AddToScheme,
		clusterec2.AddToScheme, clusterec2v2.AddToScheme, clusteriam.AddToScheme, clusterkms.AddToScheme, clusterlogs.AddToScheme,
		elb.AddToScheme, acm.AddToScheme, route53.AddToScheme, s3.AddToScheme, wafv2.AddToScheme,
		clusterelb.AddToScheme, clusterelbv2.AddToScheme, clusteracm.AddToScheme, clusteracmv2.AddToScheme,
		clusterroute53v2.AddToScheme, clusters3.AddToScheme, clusters3v2.AddToScheme, clusterwafv2.AddToScheme,
		rds.AddToScheme, elasticache.AddToScheme, opensearch.AddToScheme, secretsmanager.AddToScheme,
		clusterrds.AddToScheme, clusterrdsv3.AddToScheme, clusterelasticache.AddToScheme, clusterelasticachev2.AddToScheme,
		clusteropensearch.AddToScheme, clusteropensearchv2.AddToScheme, clustersecretsmanager.AddToScheme, clustersecretsmanagerv2.AddToScheme,
		ecs.AddToScheme, appautoscaling.AddToScheme, servicediscovery.AddToScheme,
		clusterecs.AddToScheme, clusterecsv2.AddToScheme, clusterappautoscaling.AddToScheme, clusterappautoscalingv2.AddToScheme,
		clusterservicediscovery.AddToScheme,
	} {
		if err := add(scheme); err != nil {
			t.Fatal(err)
		}
	}
	return scheme
}

// TestProviderAccepts validates every resource of every reconcile of every
// case: with the Go type of the provider or of Kubernetes, strictly, and with
// the CRDs of the provider or of Crossplane, at every available version.
func TestProviderAccepts(t *testing.T) {
	scheme := types(t)
	judges := judges(t)
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
					if owner(o) != crossplaneOwns { // Its module is not imported: see emit.Usage.
						decodes(t, scheme, o, text)
					}
					for version, judge := range judges[owner(o)] { // Kubernetes has no CRD of its own kinds.
						faults, err := judge.Judge(t.Context(), o)
						if err != nil {
							t.Fatalf("%s: %v", version, err)
						}
						for _, f := range faults {
							t.Errorf("%s: the CRD of %s refuses %s", key(o), version, f)
						}
					}
				}
			}
		})
	}
}

// The owners of kinds, by the suffix of their groups.
const (
	providerOwns   = "upbound.io"
	crossplaneOwns = "crossplane.io"
)

// owner returns the owner of an object's kind.
func owner(o *unstructured.Unstructured) string {
	labels := strings.Split(o.GroupVersionKind().Group, ".")
	return strings.Join(labels[max(0, len(labels)-2):], ".")
}

// judges returns validators with the CRDs of each owner that has any, by
// version.
func judges(t *testing.T) map[string]map[string]*providercrd.Judge {
	t.Helper()
	provider, err := providercrd.NewJudge()
	if err != nil {
		t.Fatal(err)
	}
	newest, err := providercrd.NewestJudge()
	if err != nil {
		t.Fatal(err)
	}
	return map[string]map[string]*providercrd.Judge{
		providerOwns:   {"the provider in go.mod": provider, "the provider " + providercrd.Newest: newest},
		crossplaneOwns: {"Crossplane": providercrd.JudgeBy(filepath.Join(crossplane(t), "cluster", "crds"))},
	}
}

// crossplane returns the directory of Crossplane's module, at the version that
// renders.
func crossplane(t *testing.T) string {
	t.Helper()
	out, err := exec.Command("go", "-C", filepath.Join("..", "..", "tools", "crossplane"), "mod", "download", "-json", "github.com/crossplane/crossplane/v2").Output()
	if err != nil {
		t.Fatalf("cannot find Crossplane's module: %v", err)
	}
	var module struct{ Dir string }
	if err := json.Unmarshal(out, &module); err != nil {
		t.Fatal(err)
	}
	return module.Dir
}

// providers reports whether an object has one of the provider's kinds.
func providers(o *unstructured.Unstructured) bool {
	return owner(o) == providerOwns
}

// decodes reads an object into the provider's Go type: an unknown field is a
// fault.
func decodes(t *testing.T, scheme *runtime.Scheme, o *unstructured.Unstructured, text []byte) {
	t.Helper()
	into, err := scheme.New(o.GroupVersionKind())
	if err != nil {
		t.Errorf("%s: there is no such type: %v", key(o), err)
		return
	}
	strict := json.NewDecoder(bytes.NewReader(text))
	strict.DisallowUnknownFields()
	if err := strict.Decode(into); err != nil {
		t.Errorf("%s: the provider's Go type refuses it: %v", key(o), err)
	}
}
