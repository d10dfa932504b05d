package simulatedaws

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

const sameNamesYAML = `
apiVersion: iam.aws.upbound.io/v1beta1
kind: Role
metadata: {name: one}
spec: {forProvider: {assumeRolePolicy: "{}"}}
---
apiVersion: iam.aws.upbound.io/v1beta1
kind: RolePolicy
metadata: {name: one-policy, annotations: {crossplane.io/external-name: flow-log}}
spec: {forProvider: {policy: "{}", roleRef: {name: one}}}
---
apiVersion: iam.aws.upbound.io/v1beta1
kind: Role
metadata: {name: two}
spec: {forProvider: {assumeRolePolicy: "{}"}}
---
apiVersion: iam.aws.upbound.io/v1beta1
kind: RolePolicy
metadata: {name: two-policy, annotations: {crossplane.io/external-name: flow-log}}
spec: {forProvider: {policy: "{}", roleRef: {name: two}}}
`

// TestAccountSameNames has two resources of one external name, which is one within
// what each belongs to. Neither takes the place of the other, and neither goes with it.
func TestAccountSameNames(t *testing.T) {
	reported, err := (&Provider{Sound: true}).Act(objects(t, sameNamesYAML), nil)
	if err != nil {
		t.Fatal(err)
	}
	account := NewAccount(nil)
	for _, o := range reported {
		account.Record(o)
	}
	type identity struct{ Kind, ID, Name, Object string }
	identities := func() []identity {
		resources := account.Resources()
		all := make([]identity, len(resources))
		for i, r := range resources {
			all[i] = identity{r.Kind, r.ID, r.Name, r.Object}
		}
		return all
	}

	want := []identity{
		{"iam/Role", "one", "one", "one"},
		{"iam/Role", "two", "two", "two"},
		{"iam/RolePolicy", "one:flow-log", "flow-log", "one-policy"},
		{"iam/RolePolicy", "two:flow-log", "flow-log", "two-policy"},
	}
	if diff := cmp.Diff(want, identities()); diff != "" {
		t.Errorf("Resources(): -want, +got:\n%s", diff)
	}

	if refused := account.Delete(reported[1]); refused != "" {
		t.Errorf("Delete(one-policy): %s", refused)
	}
	if diff := cmp.Diff(append(want[:2:2], want[3]), identities()); diff != "" {
		t.Errorf("Resources() without one-policy: -want, +got:\n%s", diff)
	}
}
