package v1alpha1

import (
	"fmt"
	"strings"
	"testing"
)

// A load balancer has 100 target groups, and AWS gives it no more.
func TestValidateTargetGroups(t *testing.T) {
	const fault = "spec.services: Invalid value: 101: services with paths or hosts have a target group each, and a load balancer has 100, which is not adjustable: remove paths and hosts from 1 of them, or move those to another platform"
	cases := map[string]struct {
		reason           string
		routed, unrouted int
		want             bool
	}{
		"Fits":     {reason: "There is a group for each.", routed: 100},
		"Unrouted": {reason: "Services without requests need none.", routed: 100, unrouted: 5},
		"TooMany":  {reason: "Then there is none left.", routed: 101, want: true},
	}
	for title, tc := range cases {
		t.Run(title, func(t *testing.T) {
			s := PlatformSpec{Zones: []Zone{"a", "b"}, Edge: &EdgeSpec{CertificateARN: "arn"}}
			for i := range tc.routed {
				s.Services = append(s.Services, ServiceSpec{Name: fmt.Sprintf("s%d", i), Port: 80, Paths: []string{fmt.Sprintf("/s%d/*", i)}})
			}
			for i := range tc.unrouted {
				s.Services = append(s.Services, ServiceSpec{Name: fmt.Sprintf("u%d", i)})
			}
			got := false
			for _, f := range Validate(&s) {
				got = got || f.Error() == fault
				if f.Field == "spec.services" && !strings.HasPrefix(fault, f.Error()) {
					t.Errorf("%s\nunexpected fault: %v", tc.reason, f)
				}
			}
			if got != tc.want {
				t.Errorf("%s\nwant a fault: %t, got %t", tc.reason, tc.want, got)
			}
		})
	}
}
