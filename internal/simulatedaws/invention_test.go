package simulatedaws

import "testing"

// TestIdentitiesAreKept acts on what exists in another account: it stays there, and what
// is created is in that account too.
func TestIdentitiesAreKept(t *testing.T) {
	const arn = "arn:aws:logs:eu-central-1:210987654321:log-group:/old"
	observed := objects(t, `
apiVersion: cloudwatchlogs.aws.upbound.io/v1beta1
kind: Group
metadata: {name: old, annotations: {crossplane.io/external-name: /old}}
spec: {forProvider: {region: eu-central-1}}
status: {atProvider: {id: /old, arn: "`+arn+`"}}
`)
	desired := objects(t, `
apiVersion: cloudwatchlogs.aws.upbound.io/v1beta1
kind: Group
metadata: {name: old, annotations: {crossplane.io/external-name: /old}}
spec: {forProvider: {region: eu-central-1, retentionInDays: 7}}
---
apiVersion: cloudwatchlogs.aws.upbound.io/v1beta1
kind: Group
metadata: {name: new, annotations: {crossplane.io/external-name: /new}}
spec: {forProvider: {region: eu-central-1}}
`)
	got, err := (&Provider{}).Act(desired, observed)
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []string{arn, "arn:aws:logs:eu-central-1:210987654321:log-group:/new"} {
		if arn := status(got[i], "arn"); arn != want {
			t.Errorf("%s has the ARN %s, want %s", got[i].GetName(), arn, want)
		}
	}
}
