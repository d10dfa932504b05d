package e2e

import "testing"

func TestRequest(t *testing.T) {
	cases := map[string]struct {
		reason string
		r      request
		name   string
		writes bool
	}{
		"Query":       {reason: "Most services name the operation.", r: request{Service: "ec2", Operation: "DescribeVpcs"}, name: "ec2 DescribeVpcs"},
		"QueryWrites": {reason: "What does not read writes.", r: request{Service: "ec2", Operation: "ModifySubnetAttribute"}, name: "ec2 ModifySubnetAttribute", writes: true},
		"S3": {
			reason: "S3 names it in the query.", writes: true,
			r: request{Service: "s3", Operation: "PUT /logs-4x7kd?encryption"}, name: "s3 PUT ?encryption",
		},
		"S3Reads": {reason: "Its method says that it reads.", r: request{Service: "s3", Operation: "GET /logs-4x7kd?acl"}, name: "s3 GET ?acl"},
		"Path": {
			reason: "Paths are cut before the name of a resource.", writes: true,
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
