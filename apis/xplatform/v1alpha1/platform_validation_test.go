package v1alpha1

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestValidatePlatform(t *testing.T) {
	const certificate = `"arn:aws:acm:eu-central-1:123456789012:certificate/0f"`
	cases := map[string]struct {
		reason string
		args   string
		want   []string
	}{
		"Tags": {"Tags in the letters that AWS takes are fine.", `tags: {team/stage: "Äpfel & co" , cost-center: "42"}`,
			[]string{`spec.tags[team/stage]: Invalid value: "Äpfel & co": a tag must consist of letters, digits, spaces and _ . : / = + - @`}},
		"ReservedTags": {"The platform's, the provider's and AWS's own tags are not the user's.", `tags: {Name: x, "aws:a": x, crossplane-kind: x, xplatform.dev/a: x}`,
			[]string{
				`spec.tags[Name]: Forbidden: the platform sets Name on every resource: choose another key`,
				`spec.tags[aws:a]: Forbidden: keys that begin with aws: are reserved: choose another key`,
				`spec.tags[crossplane-kind]: Forbidden: keys that begin with crossplane- are reserved: choose another key`,
				`spec.tags[xplatform.dev/a]: Forbidden: keys that begin with xplatform.dev/ are reserved: choose another key`,
			}},
		"LongTag": {"AWS limits both halves of a tag.", `tags: {a: ` + strings.Repeat("x", 257) + `}`,
			[]string{`spec.tags[a]: Invalid value: "` + strings.Repeat("x", 257) + `": a tag's value must have at most 256 characters`}},
		"Confirmed": {"A store that is gone from the spec may be confirmed.", `confirmDeletion: [database]`, nil},
		"ConfirmedTooSoon": {"A confirmation must not wait for a store to be removed.", `confirmDeletion: [cache], cache: {}`,
			[]string{`spec.confirmDeletion[0]: Invalid value: "cache": the store is still in the spec: remove spec.cache to delete it, or the confirmation to keep it`}},
		"NoCertificate": {"HTTPS needs a certificate.", `edge: {}`,
			[]string{`spec.edge: Required value: give certificateArn (a certificate you have) or domain (one that the platform requests)`}},
		"TwoCertificates": {"One source of the certificate decides.", `edge: {certificateArn: ` + certificate + `, domain: {name: example.org, hostedZoneId: Z1}}`,
			[]string{`spec.edge: Invalid value: "arn:aws:acm:eu-central-1:123456789012:certificate/0f": give certificateArn or domain, not both: further certificates go to certificateArns`}},
		"UsesNothing": {"A service uses the stores that there are.", `services: [{name: a, image: x, uses: [database]}]`,
			[]string{`spec.services[0].uses[0]: Invalid value: "database": the platform has no database: add spec.database, {} is enough`}},
		"NothingUses": {"Without an image, nothing runs.", `database: {}, services: [{name: a, port: 80, uses: [database]}]`,
			[]string{`spec.services[0].uses: Invalid value: ["database"]: a service without image runs nothing that could use a store: add image or remove uses`}},
		"NoPort": {"Requests need a port.", `services: [{name: a, paths: [/*]}]`,
			[]string{`spec.services[0].port: Required value: a service with paths or hosts needs the port that its container listens on, for example 3000`}},
		"HealthCheck": {"AWS refuses a check that outlasts its interval.", `services: [{name: a, healthCheck: {intervalSeconds: 5}}]`,
			[]string{`spec.services[0].healthCheck.timeoutSeconds: Invalid value: 5: must be less than intervalSeconds (5)`}},
		"Replicas": {"Autoscaling needs a range.", `services: [{name: a, replicas: {min: 3, max: 2}}]`,
			[]string{`spec.services[0].replicas.min: Invalid value: 3: must not be greater than max (2)`}},
		"SearchZone": {"The domain is in zones of the platform.", `search: {zones: [a, c]}`,
			[]string{`spec.search.zones[1]: Invalid value: "c": is not a zone of spec.zones (a, b): add it there or remove it here`}},
		"Restore": {"A database begins once.", `database: {restore: {}}`,
			[]string{`spec.database.restore: Invalid value: "": give exactly one of snapshotIdentifier and pointInTime`}},
		"Users": {"Users and their mode belong together.", `cache: {users: [{name: a, accessString: "on", passwordSecretRef: {name: s}}]}`,
			[]string{`spec.cache.users: Invalid value: 1: users are required with auth Users and have no meaning otherwise`}},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(tc.want, faultsOf(t, `{region: eu-central-1, `+tc.args+`}`)); diff != "" {
				t.Errorf("\n%s\nDecode(...): -want, +got:\n%s", tc.reason, diff)
			}
		})
	}
}
