package pipeline

import (
	"testing"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"

	"github.com/xplatform-dev/xplatform/internal/providercrd"
)

// tagged caches whether a kind has tags.
var tagged = map[schema.GroupKind]bool{}

// takesTags reports whether a kind has tags, according to the provider's CRD.
func takesTags(o *unstructured.Unstructured) bool {
	kind := o.GroupVersionKind().GroupKind()
	if takes, known := tagged[kind]; known {
		return takes
	}
	judge, err := providercrd.NewJudge()
	if err != nil {
		panic(err)
	}
	crd, err := judge.CRD(kind)
	if err != nil {
		panic(err)
	}
	tagged[kind] = false
	for _, v := range crd.Spec.Versions {
		forProvider := v.Schema.OpenAPIV3Schema.Properties["spec"].Properties["forProvider"]
		if _, takes := forProvider.Properties["tags"]; takes {
			tagged[kind] = true
		}
	}
	return tagged[kind]
}

// TestTakesTags is the control: some kinds have tags, and some have none.
func TestTakesTags(t *testing.T) {
	for kind, want := range map[string]bool{"VPC": true, "Subnet": true, "Route": false, "RouteTableAssociation": false} {
		o := &unstructured.Unstructured{}
		o.SetGroupVersionKind(schema.GroupVersionKind{Group: "ec2.aws.upbound.io", Version: "v1beta1", Kind: kind})
		if got := takesTags(o); got != want {
			t.Errorf("%s takes tags: %t, want %t", kind, got, want)
		}
	}
}
