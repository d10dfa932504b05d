package simulatedaws

import (
	"testing"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
)

func TestLinkedRoleName(t *testing.T) {
	cases := map[string]struct {
		reason string
		args   map[string]any
		want   string
	}{
		"Known":   {reason: "A service has its own way of writing its name.", args: map[string]any{"awsServiceName": "opensearchservice.amazonaws.com"}, want: "AWSServiceRoleForAmazonOpenSearchService"},
		"Unknown": {reason: "Of any other, it is how AWS addresses the service.", args: map[string]any{"awsServiceName": "batch.amazonaws.com"}, want: "AWSServiceRoleForbatch"},
		"Suffix":  {reason: "A suffix follows.", args: map[string]any{"awsServiceName": "rds.amazonaws.com", "customSuffix": "shop"}, want: "AWSServiceRoleForRDS_shop"},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			r := &resource{Unstructured: &unstructured.Unstructured{Object: map[string]any{"spec": map[string]any{"forProvider": tc.args}}}}
			if got := linkedRoleName(r); got != tc.want {
				t.Errorf("%s\nlinkedRoleName(...): want %s, got %s", tc.reason, tc.want, got)
			}
		})
	}
}
