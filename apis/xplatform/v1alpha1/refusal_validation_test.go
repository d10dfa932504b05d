package v1alpha1

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestRefusedByAWS holds values that a schema lets through and AWS does not.
func TestRefusedByAWS(t *testing.T) {
	const edge = `edge: {certificateArn: "arn:aws:acm:eu-central-1:123456789012:certificate/a"`
	cases := map[string]struct {
		reason string
		args   string
		want   []string
	}{
		"RegionTypo": {
			reason: "A region ends in a direction and a number; the nearest one is named.",
			args:   `region: eu-centrall-1`,
			want:   []string{`spec.region: Invalid value: "eu-centrall-1": this is not the name of an AWS region: did you mean eu-central-1?`},
		},
		"NoRegionAtAll": {
			reason: "Where nothing is near, an example is given.",
			args:   `region: somewhere-in-africa-1`,
			want:   []string{`spec.region: Invalid value: "somewhere-in-africa-1": must match ^[a-z]{2,4}(-[a-z]+)+-[0-9]{1,2}$, for example "eu-central-1"`},
		},
		"NewRegion": {
			reason: "A region that is not known here may be new, and is never refused.",
			args:   `region: eu-northwest-7`,
		},
		"Loopback": {
			reason: "AWS gives no VPC such addresses.",
			args:   `region: eu-central-1, network: {cidr: 127.0.0.0/16}`,
			want:   []string{`spec.network.cidr: Invalid value: "127.0.0.0/16": AWS does not allow addresses of 127.0.0.0/8 in a VPC, which are for loopback: choose a private CIDR block, for example 10.0.0.0/16`},
		},
		"LinkLocal": {
			reason: "The metadata of instances is there.",
			args:   `region: eu-central-1, network: {cidr: 169.254.0.0/16}`,
			want:   []string{`spec.network.cidr: Invalid value: "169.254.0.0/16": AWS does not allow addresses of 169.254.0.0/16 in a VPC, which are for link-local addresses: choose a private CIDR block, for example 10.0.0.0/16`},
		},
		"Multicast": {
			reason: "No host has such an address.",
			args:   `region: eu-central-1, network: {cidr: 230.1.0.0/16}`,
			want:   []string{`spec.network.cidr: Invalid value: "230.1.0.0/16": AWS does not allow addresses of 224.0.0.0/4 in a VPC, which are for multicast: choose a private CIDR block, for example 10.0.0.0/16`},
		},
		"PublicBlock":    {reason: "AWS takes any other block, if need be a public one.", args: `region: eu-central-1, network: {cidr: 100.64.0.0/16}`},
		"UnusedAnywhere": {reason: "And one of the last sixteenth, which others have for private networks.", args: `region: eu-central-1, network: {cidr: 240.1.0.0/16}`},
		"EndpointSpelledTwice": {
			reason: "One endpoint in two spellings would be two resources with one name.",
			args:   `region: eu-central-1, network: {endpoints: [s3, api.ecs, api-ecs]}`,
			want:   []string{`spec.network.endpoints[2]: Invalid value: "api-ecs": is another spelling of api.ecs, which is there already: keep the one that AWS uses`},
		},
		"EndpointMisspelled": {
			reason: "What ecr stands for has dots, with or without ecr beside it.",
			args:   `region: eu-central-1, network: {endpoints: [s3, ecr, ecr-dkr]}`,
			want:   []string{`spec.network.endpoints[2]: Invalid value: "ecr-dkr": AWS has no service of this name: write ecr.dkr, or ecr for all that pulling an image takes`},
		},
		"EndpointPart": {
			reason: "A resource that belongs to an endpoint has such a name.",
			args:   `region: eu-central-1, network: {endpoints: [s3, logs, logs.security-group]}`,
			want:   []string{`spec.network.endpoints[2]: Invalid value: "logs.security-group": this is not the name of an AWS service: write the last part of a service name, for example logs`},
		},
		"TwoZones": {
			reason: "No hosted zone holds both names, and a certificate would never be issued.",
			args:   `region: eu-central-1, edge: {domain: {name: shop.example.org, hostedZoneId: Z1, alternativeNames: [www.example.org, shop.example.net]}}`,
			want: []string{`spec.edge.domain.alternativeNames[1]: Invalid value: "shop.example.net": no hosted zone holds both this name and shop.example.org: Route 53 would create its records in the zone of the other, and the certificate would never be issued; ` +
				`use another platform for it, or a certificate that contains it in certificateArn`},
		},
		"OneZone": {
			reason: "Names of one zone may differ in all but the end, and be wildcards.",
			args:   `region: eu-central-1, edge: {domain: {name: example.org, hostedZoneId: Z1, alternativeNames: ["*.example.org", a.b.example.org]}}`,
		},
		"AliasOfBucket": {
			reason: "An access point is no bucket that a load balancer could write to.",
			args:   `region: eu-central-1, ` + edge + `, accessLogs: {bucket: logs-s3alias}}`,
			want:   []string{`spec.edge.accessLogs.bucket: Invalid value: "logs-s3alias": S3 reserves names that end in -s3alias for aliases that a load balancer cannot write to: write the name of the bucket itself`},
		},
		"AddressAsBucket": {
			reason: "No bucket is called like an address.",
			args:   `region: eu-central-1, ` + edge + `, accessLogs: {bucket: 192.168.5.4}}`,
			want:   []string{`spec.edge.accessLogs.bucket: Invalid value: "192.168.5.4": a bucket name cannot be an IP address: write the name of a bucket`},
		},
		"DotsInBucket": {
			reason: "Nor has one two dots side by side.",
			args:   `region: eu-central-1, ` + edge + `, accessLogs: {bucket: my..logs}}`,
			want:   []string{`spec.edge.accessLogs.bucket: Invalid value: "my..logs": no bucket has two dots side by side in its name`},
		},
		"IDOfBucket": {
			reason: "The platform's own bucket ends in the id.",
			args:   `region: eu-central-1, id: s3alias, ` + edge + `}`,
			want:   []string{`spec.id: Invalid value: "s3alias": the bucket for access logs ends in it, and S3 reserves names that end in -s3alias: choose another id, or set your own bucket in edge.accessLogs.bucket`},
		},
		"IDWithoutBucket": {reason: "Where there is no such bucket, it may.", args: `region: eu-central-1, id: s3alias`},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(tc.want, faultsOf(t, `{`+tc.args+`}`)); diff != "" {
				t.Errorf("\n%s\nDecode(...): -want, +got:\n%s", tc.reason, diff)
			}
		})
	}
}

func TestNewDatabaseFaults(t *testing.T) {
	cases := map[string]struct {
		reason string
		args   string
		want   []string
	}{
		"Defaults": {reason: "The default names are free.", args: `{}`},
		"Reserved": {reason: "RDS keeps some names.", args: `{username: Admin}`, want: []string{`spec.database.username: Invalid value: "Admin": RDS keeps this name for itself: choose another`}},
		"OfPostgres": {
			reason: "PostgreSQL keeps a beginning.", args: `{username: pg_admin}`,
			want: []string{`spec.database.username: Invalid value: "pg_admin": PostgreSQL keeps names that begin with pg_ for itself: choose another`},
		},
		"BeginningOfMySQL": {reason: "MySQL does not.", args: `{engine: mysql, username: pg_admin}`},
		"AdminOfMySQL":     {reason: "Nor is admin reserved there.", args: `{engine: mysql, username: admin}`},
		"RootOfMySQL": {
			reason: "But root is.", args: `{engine: mysql, username: root}`,
			want: []string{`spec.database.username: Invalid value: "root": RDS keeps this name for itself: choose another`},
		},
		"Words": {
			reason: "A word of the language is no name.", args: `{username: user, name: Select}`,
			want: []string{
				`spec.database.username: Invalid value: "user": is a reserved word of postgres, which RDS refuses: choose another name, for example user_app`,
				`spec.database.name: Invalid value: "Select": is a reserved word of postgres, which RDS refuses: choose another name, for example Select_app`,
			},
		},
		"WordOfOther": {reason: "Each engine has words of its own.", args: `{engine: mysql, username: user, name: window_1}`},
		"ThereAlready": {
			reason: "Every instance has some databases.", args: `{engine: mariadb, name: sys}`,
			want: []string{`spec.database.name: Invalid value: "sys": every instance of mariadb has a database of this name, or keeps it for itself: choose another`},
		},
		"Restored": {reason: "A restored database has the names of its snapshot, whatever the spec says.", args: `{version: "16", username: pg_admin, restore: {snapshotIdentifier: one}}`},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			spec, faults := Decode(specOf(t, `{region: eu-central-1, database: `+tc.args+`}`))
			if len(faults) > 0 {
				t.Fatal(faults)
			}
			var got []string
			for _, f := range NewDatabaseFaults(spec.Database) {
				got = append(got, f.Error())
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("\n%s\nNewDatabaseFaults(...): -want, +got:\n%s", tc.reason, diff)
			}
		})
	}
}
