package simulatedaws

import (
	"slices"
	"strings"
	"time"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
)

var acmKinds = map[string]kind{
	"acm/Certificate": {
		invent:  func(r *resource) string { return regionalARN(r, "acm", "certificate/"+uuid(r)) },
		arn:     identityARN,
		more:    certificate,
		settled: func(p report) bool { return p.text("status") == issued },
	},
	"acm/CertificateValidation": {
		invent: momentOfIssue,
		refs:   map[string]target{"certificateArn": externalNameOf("acm/Certificate")},
		awaits: certificateIssued,
	},
}

const issued = "ISSUED"

// momentOfIssue returns the ID of a validation in the provider: a time of one
// day, to the millisecond, so that no two are equal.
func momentOfIssue(r *resource) string {
	const day = 24 * time.Hour
	start := time.Date(2024, time.January, 1, 0, 0, 0, 0, time.UTC)
	return start.Add(time.Duration(number(r, int(day.Milliseconds()))) * time.Millisecond).String()
}

// certificate reports a certificate for which AWS asks for records in DNS. It
// is issued once they are there, and then stays so without them.
func certificate(p report) {
	names := certificateNames(p)
	p.invent("type", "AMAZON_ISSUED")
	p.invent("keyAlgorithm", "RSA_2048")
	if p.text("validationMethod") == "DNS" {
		p.atProvider["subjectAlternativeNames"] = names
		p.invent("domainValidationOptions", validationOptions(names))
	}
	state := "PENDING_VALIDATION"
	if p.before["status"] == issued || p.adopted() || validated(p) {
		state = issued
	}
	p.atProvider["status"] = state
}

// certificateNames returns all names of a certificate, as ACM lists them: the
// domain name is one of the alternatives.
func certificateNames(p report) []any {
	var names []any
	if domain, ok := p.atProvider["domainName"]; ok {
		names = append(names, domain)
	}
	more, _ := p.atProvider["subjectAlternativeNames"].([]any)
	for _, name := range more {
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}

// validationOptions holds one record a name. As in AWS, a record depends on
// the account and the domain alone: a wildcard shares it with its apex, and a
// certificate with its successor.
func validationOptions(names []any) []any {
	options := make([]any, 0, len(names))
	for _, n := range names {
		name, _ := n.(string)
		domain := strings.TrimPrefix(name, "*.")
		h := hash("acm", account, domain)
		options = append(options, map[string]any{
			"domainName":          name,
			"resourceRecordName":  "_" + h[:32] + "." + domain + ".",
			"resourceRecordType":  "CNAME",
			"resourceRecordValue": "_" + h[32:] + ".simulation.acm-validations.aws.",
		})
	}
	return options
}

// validated reports whether DNS has every record that AWS requires.
func validated(p report) bool {
	options, _ := p.atProvider["domainValidationOptions"].([]any)
	for _, o := range options {
		if option, ok := o.(map[string]any); !ok || !answered(p, option) {
			return false
		}
	}
	return len(options) > 0
}

func answered(p report, option map[string]any) bool {
	name, _ := option["resourceRecordName"].(string)
	for record := range p.world.ofKind(p.resource, "route53/Record") {
		values, _, _ := unstructured.NestedSlice(record.Object, "status", "atProvider", "records")
		if status(record, "fqdn") == strings.TrimSuffix(name, ".") && slices.Contains(values, option["resourceRecordValue"]) {
			return true
		}
	}
	return false
}

// certificateIssued reports whether the certificate of a validation is issued.
// One that is no resource here is managed elsewhere, and considered to be
// issued.
func certificateIssued(w *world, r *resource) bool {
	c := w.withStatus(r, "acm/Certificate", "arn", r.asked("certificateArn"))
	return c == nil || status(c, "status") == issued
}
