package e2e

import (
	"strings"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
)

// A defect is a known defect of the provider, because of which a resource of a
// kind never settles.
type defect struct {
	kind, says, versions, reference string
}

// defects are the defects of the provider in spite of which a platform becomes
// ready.
var defects = []defect{{
	kind:      "BucketLifecycleConfiguration",
	says:      "Missing Resource Identity After Read",
	versions:  "2.5",
	reference: "https://github.com/crossplane-contrib/provider-upjet-aws/issues/2191",
}}

// defectOf returns the known defect because of which a resource is not settled,
// or nil.
func defectOf(o *unstructured.Unstructured, why string) *defect {
	for i, d := range defects {
		if o.GetKind() == d.kind && strings.Contains(why, d.says) {
			return &defects[i]
		}
	}
	return nil
}
