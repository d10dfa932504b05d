package simulatedaws

import (
	"strings"
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

func TestBadPolicy(t *testing.T) {
	cases := map[string]struct {
		reason string
		policy string
		want   string
	}{
		"Good":    {reason: "A policy says something.", policy: `{"Statement":[{}]}`},
		"Nothing": {reason: "One that says nothing is none.", policy: `{"Statement":null}`, want: "MalformedPolicyDocument: Policy statement must contain statements."},
		"Long":    {reason: "A role holds so much.", policy: strings.Repeat("x", 10241), want: "LimitExceeded: Maximum policy size of 10240 bytes exceeded for role chat"},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			r := &resource{Unstructured: &unstructured.Unstructured{Object: map[string]any{"spec": map[string]any{"forProvider": map[string]any{"role": "chat", "policy": tc.policy}}}}}
			if got := badPolicy(nil, r); got != tc.want {
				t.Errorf("%s\nbadPolicy(...): want %q, got %q", tc.reason, tc.want, got)
			}
		})
	}
}
