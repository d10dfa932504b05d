package render

import (
	"testing"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
)

const usageYAML = `
apiVersion: protection.crossplane.io/v1beta1
kind: ClusterUsage
metadata: {name: u}
spec:
  of: {apiVersion: kms.aws.upbound.io/v1beta1, kind: Key, resourceRef: {name: k}}
  by: {apiVersion: rds.aws.upbound.io/v1beta3, kind: Instance, resourceRef: {name: db}}
`

func TestSettleUsages(t *testing.T) {
	key := "apiVersion: kms.aws.upbound.io/v1beta1\nkind: Key\nmetadata: {name: k}\n"
	database := "apiVersion: rds.aws.upbound.io/v1beta3\nkind: Instance\nmetadata: {name: db}\n"
	cases := map[string]struct {
		reason string
		exist  []string
		want   string
	}{
		"Both":    {"A Usage is ready if both sides exist.", []string{key, database}, "True"},
		"UsedBy":  {"A Usage is not ready without the using resource.", []string{key}, "False"},
		"Used":    {"A Usage is not ready without the used resource.", []string{database}, "False"},
		"Version": {"A resource of the same name and another version is not the used one.", []string{key, "apiVersion: rds.aws.upbound.io/v1beta1\nkind: Instance\nmetadata: {name: db}\n"}, "False"},
	}
	for title, tc := range cases {
		t.Run(title, func(t *testing.T) {
			usage := object(t, usageYAML)
			all := []*unstructured.Unstructured{usage}
			for _, document := range tc.exist {
				all = append(all, object(t, document))
			}
			settleUsages(all, all)
			conditions, _, _ := unstructured.NestedSlice(all[0].Object, "status", "conditions")
			if got := conditions[0].(map[string]any)["status"]; got != tc.want {
				t.Errorf("%s\nwant Ready %s, got %s", tc.reason, tc.want, got)
			}
			if usage.Object["status"] != nil {
				t.Error("what was given was altered")
			}
		})
	}
}
