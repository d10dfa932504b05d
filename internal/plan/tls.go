package plan

import (
	"slices"
	"strconv"

	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/observed"
)

// TLS is the certificate of the HTTPS listener, and how it comes to be valid.
type TLS struct {
	// InUse is the ARN that the listener has: that of the wanted certificate
	// once it is valid, until then the one that the listener has already.
	InUse string

	// Certificate is requested for the claim's domain. It is nil where the claim
	// brings a certificate of its own.
	Certificate *Certificate

	// Records prove the ownership of the certificate's names.
	Records []ValidationRecord

	// Aliases point the names at the load balancer.
	Aliases []Alias

	// Further are certificates that the listener chooses by name.
	Further []FurtherCertificate
}

// A Certificate is one that the platform requests.
type Certificate struct {
	Key        name.Key
	Validation name.Key
	Names      []string

	// Proofs are the DNS names of the records that prove the ownership.
	Proofs []string

	// Missing says what must be known before the validation can be created.
	Missing string
}

// A ValidationRecord is one DNS record that AWS asks for.
type ValidationRecord struct {
	Key               name.Key
	Name, Type, Value string
}

// An Alias points a name at the load balancer.
type Alias struct {
	Key          name.Key
	Name, Type   string
	Target, Zone string

	// Missing says what must be known before the record can be created.
	Missing string
}

// A FurtherCertificate is one that the listener chooses by name.
type FurtherCertificate struct {
	Key name.Key
	ARN string
}

func (t TLS) missing() string {
	if t.InUse == "" {
		return "a valid certificate"
	}
	return ""
}

func (e *Edge) planTLS(seen observed.View) {
	spec := e.Spec.Edge
	for _, arn := range e.furtherCertificates(seen) {
		e.TLS.Further = append(e.TLS.Further, FurtherCertificate{Key: name.ListenerCertificate(arn), ARN: arn})
	}
	e.TLS.InUse = spec.CertificateARN
	if d := spec.Domain; d != nil {
		names := certificateNames(d.Name, d.AlternativeNames)
		e.planCertificate(names, seen)
		e.planAliases(names, seen)
	}
	e.leaveCertificates(seen)
}

// furtherCertificates are those of the claim, and the main one where it was a
// further one before: AWS refuses to take the listener's default certificate
// off its list.
func (e *Edge) furtherCertificates(seen observed.View) []string {
	out := slices.Clone(e.Spec.Edge.CertificateARNs)
	if main := e.Spec.Edge.CertificateARN; main != "" && seen.Has(name.ListenerCertificate(main)) {
		out = append(out, main)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// certificateNames are the names of a certificate, the first one first. The
// order of the others has no meaning, and none stands twice.
func certificateNames(first string, others []string) []string {
	rest := slices.Sorted(slices.Values(others))
	rest = slices.DeleteFunc(slices.Compact(rest), func(n string) bool { return n == first })
	return append([]string{first}, rest...)
}

func (e *Edge) planCertificate(names []string, seen observed.View) {
	key := name.Certificate(names)
	c := &Certificate{Key: key, Validation: name.CertificateValidation(key), Names: names}
	e.TLS.Certificate = c
	e.TLS.Records = validationRecords(key, e.Spec.Edge.Domain.HostedZoneID, len(names), seen)
	for _, r := range e.TLS.Records {
		c.Proofs = append(c.Proofs, r.Name)
	}
	if len(c.Proofs) == 0 {
		c.Missing = "the validation records of the certificate"
	}
	if seen.Ready(c.Validation) {
		e.TLS.InUse = seen.Status(key, "arn")
	}
	if e.TLS.InUse == "" {
		e.TLS.InUse = seen.Spec(name.ListenerHTTPS, "certificateArn")
	}
}

// validationRecords are the records that AWS asks for, each once: a name and
// its wildcard are proven by the same record. A list that does not yet cover
// every name counts as none.
func validationRecords(certificate name.Key, zone string, names int, seen observed.View) []ValidationRecord {
	var out []ValidationRecord
	for i := range names {
		at := func(field string) string {
			return seen.Status(certificate, "domainValidationOptions", strconv.Itoa(i), field)
		}
		r := ValidationRecord{Name: at("resourceRecordName"), Type: at("resourceRecordType"), Value: at("resourceRecordValue")}
		if r.Name == "" || r.Type == "" || r.Value == "" {
			return nil
		}
		r.Key = name.ValidationRecord(zone, r.Name)
		if !slices.ContainsFunc(out, func(o ValidationRecord) bool { return o.Key == r.Key }) {
			out = append(out, r)
		}
	}
	return out
}

// planAliases points every name at the load balancer, in the families that it
// has.
func (e *Edge) planAliases(names []string, seen observed.View) {
	types := []string{"A"}
	if e.LoadBalancer.DualStack {
		types = append(types, "AAAA")
	}
	target, zone := seen.Status(name.LoadBalancer, "dnsName"), seen.Status(name.LoadBalancer, "zoneId")
	for _, n := range names {
		for _, t := range types {
			a := Alias{Key: name.DNSRecord(e.Spec.Edge.Domain.HostedZoneID, n, t), Name: n, Type: t, Target: target, Zone: zone}
			if target == "" || zone == "" {
				a.Missing = "the DNS name of the load balancer"
			}
			e.TLS.Aliases = append(e.TLS.Aliases, a)
		}
	}
}

// leaveCertificates keeps what belongs to a certificate that the claim no
// longer asks for until the listener is seen with the new one, and proofs for
// as long as it is not known which of them are needed.
func (e *Edge) leaveCertificates(seen observed.View) {
	wanted := map[name.Key]bool{}
	if c := e.TLS.Certificate; c != nil {
		wanted[c.Key], wanted[c.Validation] = true, true
	}
	for _, r := range e.TLS.Records {
		wanted[r.Key] = true
	}
	for _, a := range e.TLS.Aliases {
		wanted[a.Key] = true
	}
	var prefixes []string
	if e.swapping(seen) {
		prefixes = append(prefixes, name.Certificates, string(name.CertificateValidation(name.Certificates)), name.DNSRecords)
	}
	if e.swapping(seen) || e.TLS.Certificate != nil && len(e.TLS.Records) == 0 {
		prefixes = append(prefixes, name.ValidationRecords)
	}
	for _, prefix := range prefixes {
		for _, k := range seen.Keys(prefix) {
			if !wanted[k] {
				e.Leaving = append(e.Leaving, k)
			}
		}
	}
}

// swapping reports whether the listener may still have another certificate
// than the one that the claim asks for.
func (e *Edge) swapping(seen observed.View) bool {
	if !seen.Has(name.ListenerHTTPS) {
		return false
	}
	want := e.Spec.Edge.CertificateARN
	if c := e.TLS.Certificate; c != nil {
		want = seen.Status(c.Key, "arn")
	}
	return want == "" || seen.Status(name.ListenerHTTPS, "certificateArn") != want
}
