package simulatedaws

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
)

// validationRecordYAML is the one record that the certificate of everyKind asks
// for: a wildcard shares its apex's.
const validationRecordYAML = `
apiVersion: route53.aws.upbound.io/v1beta2
kind: Record
metadata: {name: demo-record}
spec: {forProvider: {zoneId: Z1, type: CNAME, ttl: 300, name: _fdfaf59b36b175f4152410c4ff4b1e5d.demo.example.org., records: [_d0c7ca5e402d7b63f45bed8589edd708.simulation.acm-validations.aws.]}}
`

const certificateYAML = `
apiVersion: acm.aws.upbound.io/v1beta2
kind: Certificate
metadata: {name: demo-certificate}
spec: {forProvider: {region: eu-central-1, domainName: demo.example.org, subjectAlternativeNames: ["*.demo.example.org"], validationMethod: DNS}}
---
apiVersion: acm.aws.upbound.io/v1beta1
kind: CertificateValidation
metadata: {name: demo-validation}
spec: {forProvider: {region: eu-central-1, certificateArnRef: {name: demo-certificate}}}
`

func TestCertificate(t *testing.T) {
	record := objects(t, validationRecordYAML)[0]
	value, _, _ := unstructured.NestedSlice(record.Object, "spec", "forProvider", "records")
	name, _, _ := unstructured.NestedString(record.Object, "spec", "forProvider", "name")
	option := func(domain string) any {
		return map[string]any{"domainName": domain, "resourceRecordName": name, "resourceRecordType": "CNAME", "resourceRecordValue": value[0]}
	}
	const arn = "arn:aws:acm:eu-central-1:123456789012:certificate/bf19b5e2-9ff2-4cf1-8d6d-24cdc9fe350a"
	type want struct{ Certificate, Validation seen }
	requested := func(state string) seen {
		return seen{ExternalName: arn, Ready: "Available", Status: map[string]any{
			"status":                  state,
			"domainValidationOptions": []any{option("demo.example.org"), option("*.demo.example.org")},
		}}
	}
	wrong := record.DeepCopy()
	_ = unstructured.SetNestedSlice(wrong.Object, []any{"elsewhere.example.org"}, "spec", "forProvider", "records")
	validated := seen{ExternalName: "2024-01-01 15:29:09.143 +0000 UTC", Ready: "Available"}

	cases := map[string]struct {
		reason   string
		provider Provider
		turns    [][]*unstructured.Unstructured
		want     want
	}{
		"Pending": {
			reason: "Without its record, a certificate exists and is not issued, and its validation does not end.",
			turns:  [][]*unstructured.Unstructured{nil},
			want:   want{Certificate: requested("PENDING_VALIDATION"), Validation: seen{Ready: "Creating"}},
		},
		"Issued": {
			reason: "Once the record is there, the certificate is issued and validated within one turn.",
			turns:  [][]*unstructured.Unstructured{nil, {record}},
			want:   want{Certificate: requested("ISSUED"), Validation: validated},
		},
		"RecordFailed": {
			reason:   "A record that AWS refused validates nothing.",
			provider: Provider{Fail: map[string]string{"Record": "InvalidChangeBatch"}},
			turns:    [][]*unstructured.Unstructured{{record}},
			want:     want{Certificate: requested("PENDING_VALIDATION"), Validation: seen{Ready: "Creating"}},
		},
		"WrongValue": {
			reason: "A record with another value validates nothing.",
			turns:  [][]*unstructured.Unstructured{{wrong}},
			want:   want{Certificate: requested("PENDING_VALIDATION"), Validation: seen{Ready: "Creating"}},
		},
		"StaysIssued": {
			reason: "An issued certificate stays so when its record is gone.",
			turns:  [][]*unstructured.Unstructured{{record}, nil, nil},
			want:   want{Certificate: requested("ISSUED"), Validation: validated},
		},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			var got []*unstructured.Unstructured
			for _, records := range tc.turns {
				var err error
				if got, err = tc.provider.Act(append(objects(t, certificateYAML), records...), got); err != nil {
					t.Fatalf("%s\nAct(...): %v", tc.reason, err)
				}
			}
			have := want{Certificate: look(got[0], "status", "domainValidationOptions"), Validation: look(got[1])}
			if diff := cmp.Diff(tc.want, have); diff != "" {
				t.Errorf("%s\nAct(...): -want, +got:\n%s", tc.reason, diff)
			}
		})
	}
}
