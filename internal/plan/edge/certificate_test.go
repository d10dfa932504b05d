package edge

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/observed"
	"github.com/xplatform-dev/xplatform/internal/plan/plantest"
)

// What others may rely on stays in AWS when it leaves.
func TestRecordsLeave(t *testing.T) {
	const zone = "Z0123456789ABCDEFGHIJ"
	domain := map[string]any{"edge": map[string]any{"domain": map[string]any{"name": "example.org", "hostedZoneId": zone}}}
	certificate := name.Certificate([]string{"example.org"})
	proof, gone := name.ValidationRecord(zone, "_a.example.org."), name.ValidationRecord(zone, "_b.example.org.")
	alias, old := name.DNSRecord(zone, "example.org", "A"), name.DNSRecord(zone, "old.example.org", "A")
	known := observed.Resources{
		name.ListenerHTTPS: {Ready: true, ExternalName: "l", Status: map[string]string{"certificateArn": "own", "defaultAction.0.type": "fixed-response"}},
		certificate: {Ready: true, Status: map[string]string{
			"arn": "own", "domainValidationOptions.0.resourceRecordName": "_a.example.org.",
			"domainValidationOptions.0.resourceRecordType": "CNAME", "domainValidationOptions.0.resourceRecordValue": "v",
		}},
		name.CertificateValidation(certificate): {Ready: true},
	}
	yours := observed.Resource{Ready: true, ExternalName: "l", Status: map[string]string{"certificateArn": plantest.CertificateARN}}
	ready := observed.Resource{Ready: true}
	released := observed.Resource{Ready: true, Undeletable: true}
	aaaa := name.DNSRecord(zone, "example.org", "AAAA")
	type want struct{ Draining, Orphaned []name.Key }
	cases := map[string]struct {
		reason string
		fields map[string]any
		seen   observed.Resources
		want   want
	}{
		"Proof": {
			reason: "The record of a name that is no longer asked for may prove it for another certificate.", fields: domain,
			seen: observed.Resources{proof: released, gone: ready, alias: ready, aaaa: ready}, want: want{Orphaned: []name.Key{gone}},
		},
		"ProofReleased": {
			reason: "Once it can leave without being deleted, it does.", fields: domain,
			seen: observed.Resources{proof: released, gone: released, alias: ready, aaaa: ready},
		},
		"Name": {
			reason: "A name that is no longer asked for leads nowhere.", fields: domain,
			seen: observed.Resources{proof: released, alias: ready, aaaa: ready, old: ready},
		},
		"Moving": {
			reason: "Until the listener has a certificate of yours, all stays.",
			seen:   observed.Resources{proof: released, alias: ready},
			want:   want{Draining: []name.Key{certificate, alias, name.CertificateValidation(certificate), proof}},
		},
		"Moved": {
			reason: "Then the names are yours, and lead here until you say otherwise.",
			seen:   observed.Resources{proof: released, alias: ready, name.ListenerHTTPS: yours}, want: want{Orphaned: []name.Key{alias}},
		},
		"MovedReleased": {
			reason: "And the platform lets go of them.",
			seen:   observed.Resources{proof: released, alias: released, name.ListenerHTTPS: yours},
		},
	}
	for title, tc := range cases {
		t.Run(title, func(t *testing.T) {
			for k, r := range known {
				if !tc.seen.Has(k) {
					tc.seen[k] = r
				}
			}
			e := edge(t, tc.fields, nil, tc.seen)
			got := want{e.Draining, e.Orphaned}
			slices.Sort(got.Draining)
			slices.Sort(tc.want.Draining)
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("%s\n-want, +got:\n%s", tc.reason, diff)
			}
			if c := e.TLS.Certificate; c != nil && !e.Retained[proof] {
				t.Errorf("%s\nwant the proof to outlive the platform", tc.reason)
			}
		})
	}
}
