package e2e

import "testing"

func TestRequest(t *testing.T) {
	cases := map[string]struct {
		reason string
		r      request
		name   string
		writes bool
	}{
		"Query":       {reason: "Most services have the operation in the request.", r: request{Service: "ec2", Operation: "DescribeVpcs"}, name: "ec2 DescribeVpcs"},
		"QueryWrites": {reason: "An operation that does not read writes.", r: request{Service: "ec2", Operation: "ModifySubnetAttribute"}, name: "ec2 ModifySubnetAttribute", writes: true},
		"S3": {
			reason: "S3 has the operation in the query.", writes: true,
			r: request{Service: "s3", Operation: "PUT /logs-4x7kd?encryption"}, name: "s3 PUT ?encryption",
		},
		"S3Reads": {reason: "A GET request reads.", r: request{Service: "s3", Operation: "GET /logs-4x7kd?acl"}, name: "s3 GET ?acl"},
		"Path": {
			reason: "Paths are truncated before the name of a resource.", writes: true,
			r: request{Service: "route53", Operation: "POST /2013-04-01/hostedzone/Z01/rrset/"}, name: "route53 POST /2013-04-01/hostedzone",
		},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			if got := tc.r.name(); got != tc.name {
				t.Errorf("%s\nname(): got %q, want %q", tc.reason, got, tc.name)
			}
			if got := tc.r.writes(); got != tc.writes {
				t.Errorf("%s\nwrites(): got %t, want %t", tc.reason, got, tc.writes)
			}
		})
	}
}
