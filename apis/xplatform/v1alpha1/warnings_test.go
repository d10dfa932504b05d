package v1alpha1

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestWarnings(t *testing.T) {
	const (
		none  = `network: {ipFamily: IPv4, nat: {mode: None}, endpoints: [s3, ecr, logs, secretsmanager]}`
		inECR = `123456789012.dkr.ecr.eu-central-1.amazonaws.com/a:1`
	)
	cases := map[string]struct {
		reason string
		args   string
		want   []string
	}{
		"Defaults": {reason: "With NAT gateways tasks reach everything.", args: `services: [{name: a, image: registry.example.org/a:1, exec: true}]`},
		"InECR":    {reason: "Images in ECR of the region come over the endpoints.", args: none + `, services: [{name: a, image: ` + inECR + `}]`},
		"Registry": {
			reason: "Another registry cannot be reached, for a sidecar neither.",
			args:   none + `, services: [{name: a, image: registry.example.org/a:1, sidecars: [{name: b, image: "public.ecr.aws/b:1"}]}]`,
			want: []string{
				`spec.services[a].image: registry.example.org/a:1 is not in ECR of eu-central-1, and nat.mode None with ipFamily IPv4 leaves tasks no way there: copy it there (a pull-through cache does), or choose another nat.mode`,
				`spec.services[a].sidecars[b].image: public.ecr.aws/b:1 is not in ECR of eu-central-1, and nat.mode None with ipFamily IPv4 leaves tasks no way there: copy it there (a pull-through cache does), or choose another nat.mode`,
			},
		},
		"OtherRegion": {
			reason: "Endpoints lead to services of their own region.",
			args:   none + `, services: [{name: a, image: 123456789012.dkr.ecr.eu-west-1.amazonaws.com/a:1, secrets: {A: "arn:aws:secretsmanager:eu-west-1:123456789012:secret:a"}}]`,
			want: []string{
				`spec.services[a].image: 123456789012.dkr.ecr.eu-west-1.amazonaws.com/a:1 is not in ECR of eu-central-1, and nat.mode None with ipFamily IPv4 leaves tasks no way there: copy it there (a pull-through cache does), or choose another nat.mode`,
				`spec.services[a].secrets[A]: the secret is in eu-west-1, and nat.mode None with ipFamily IPv4 leaves tasks no way there: replicate it to eu-central-1, or choose another nat.mode`,
			},
		},
		"Egress": {
			reason: "Rules let tasks out to where no route leads; peers may have private addresses.",
			args:   none + `, services: [{name: a, image: ` + inECR + `, egress: [{cidr: 203.0.113.0/24, port: 443}, {cidr: 172.16.0.0/16, port: 443}]}]`,
			want:   []string{`spec.services[a].egress[0].cidr: 203.0.113.0/24 is outside the network, and nat.mode None with ipFamily IPv4 leaves tasks no way there: choose another nat.mode, or remove it`},
		},
		"DualStack": {reason: "Over IPv6 there is a way out.", args: `network: {nat: {mode: None}, endpoints: [s3, ecr, logs]}, services: [{name: a, image: registry.example.org/a:1}]`},
		"Exec": {
			reason: "Shells need the key, in both families.",
			args:   `network: {nat: {mode: None}, endpoints: [s3, ecr, logs, ssmmessages]}, services: [{name: a, image: ` + inECR + `, exec: true}]`,
			want:   []string{`spec.services[a].exec: shells are encrypted with a KMS key, which tasks do not reach without NAT: add kms to network.endpoints`},
		},
		"ExecWithKey": {reason: "With the endpoint they have it.", args: `network: {nat: {mode: None}, endpoints: [s3, ecr, kms, logs, ssmmessages]}, services: [{name: a, image: ` + inECR + `, exec: true}]`},
		"TopLevel": {
			reason: "A hosted zone of all of org is unlikely.",
			args:   `edge: {domain: {name: shop.example.org, hostedZoneId: Z1, alternativeNames: [shop.example-2.org]}}`,
			want:   []string{`spec.edge.domain.alternativeNames: shop.example-2.org and shop.example.org are in one hosted zone only if that is the zone of all of org: the certificate is not issued before each name is in zone Z1`},
		},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			spec, faults := Decode(specOf(t, `{region: eu-central-1, `+tc.args+`}`))
			if len(faults) > 0 {
				t.Fatal(faults)
			}
			if diff := cmp.Diff(tc.want, Warnings(spec)); diff != "" {
				t.Errorf("\n%s\nWarnings(...): -want, +got:\n%s", tc.reason, diff)
			}
		})
	}
}
