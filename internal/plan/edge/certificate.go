package edge

import (
	"slices"

	"github.com/xplatform-dev/xplatform/internal/live"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/plan"
)

func (e *Plan) planCertificate(names []string, seen live.State) {
	key := name.Certificate(names)
	c := &Certificate{Key: key, Validation: name.CertificateValidation(key), Names: names}
	e.TLS.Certificate = c
	e.TLS.Records = validationRecords(key, e.Spec.Edge.Domain.HostedZoneID, len(names), seen)
	for _, r := range e.TLS.Records {
		c.Proofs = append(c.Proofs, r.Name)
		e.Retained[r.Key] = true
	}
	if len(c.Proofs) == 0 {
		c.BlockedOn = plan.Blockers{{On: key, Why: "the validation records of the certificate"}}
	}
	if seen.Ready(c.Validation) {
		e.TLS.InUse = seen.ARN(key)
	}
	if e.TLS.InUse == "" {
		e.TLS.InUse = seen.Listener().RequestedCertificateARN()
	}
}

// validationRecords are the records that AWS asks for, each once: a name and
// its wildcard are proven by the same record. A list that does not yet cover
// every name counts as none.
func validationRecords(certificate name.Key, zone string, names int, seen live.State) []ValidationRecord {
	var out []ValidationRecord
	for i := range names {
		option := seen.Certificate(certificate).ValidationOption(i)
		if !option.Complete() {
			return nil
		}
		r := ValidationRecord{Key: name.ValidationRecord(zone, option.Name), HostedZoneID: zone, Name: option.Name, Type: option.Type, Value: option.Value}
		if !slices.ContainsFunc(out, func(o ValidationRecord) bool { return o.Key == r.Key }) {
			out = append(out, r)
		}
	}
	return out
}

// ofCertificates are the beginnings of the keys of certificates and of all that
// belongs to them.
var ofCertificates = []string{
	name.Certificates, string(name.CertificateValidation(name.Certificates)), name.DNSRecords, name.ValidationRecords,
}

// leaveCertificates keeps what belongs to a certificate that the claim no
// longer asks for until the listener is seen with the new one, names that it no
// longer asks for until the others lead here, and proofs for as long as it is
// not known which of them are needed.
func (e *Plan) leaveCertificates(seen live.State) {
	wanted, lingering, reliedOn := e.TLS.keys(), e.lingering(seen), e.reliedOn()
	for _, prefix := range ofCertificates {
		for _, k := range seen.Keys(prefix) {
			switch {
			case slices.Contains(wanted, k):
			case slices.Contains(lingering, prefix):
				e.Draining = append(e.Draining, k)
			case slices.Contains(reliedOn, prefix) && seen.Deletable(k):
				e.Orphaned = append(e.Orphaned, k)
			}
		}
	}
}

// reliedOn are the beginnings of the keys of what others may rely on when it
// leaves, so that it stays in AWS: the record that proves a name, which is the same
// for every certificate of the account, and the names of a claim that from now on
// points its names here by itself.
func (e *Plan) reliedOn() []string {
	if e.Spec.Edge.Domain == nil {
		return []string{name.ValidationRecords, name.DNSRecords}
	}
	return []string{name.ValidationRecords}
}

// keys are the keys of everything that TLS asks for.
func (t TLS) keys() []name.Key {
	var out []name.Key
	if c := t.Certificate; c != nil {
		out = append(out, c.Key, c.Validation)
	}
	for _, r := range t.Records {
		out = append(out, r.Key)
	}
	for _, a := range t.Aliases {
		out = append(out, a.Key)
	}
	return out
}

// lingering are the beginnings of the keys of what may not leave yet.
func (e *Plan) lingering(seen live.State) []string {
	var out []string
	swapping, renaming := e.swapping(seen), e.renaming(seen)
	if swapping {
		out = append(out, name.Certificates, string(name.CertificateValidation(name.Certificates)))
	}
	if swapping || renaming {
		out = append(out, name.DNSRecords)
	}
	if swapping || renaming || (e.TLS.Certificate != nil && len(e.TLS.Records) == 0) {
		out = append(out, name.ValidationRecords)
	}
	return out
}

// renaming reports whether names that the claim asks for do not lead to the
// load balancer yet, as after a move to another hosted zone.
func (e *Plan) renaming(seen live.State) bool {
	return slices.ContainsFunc(e.TLS.Aliases, func(a Alias) bool { return !seen.Ready(a.Key) })
}

// swapping reports whether the listener may still have another certificate
// than the one that the claim asks for.
func (e *Plan) swapping(seen live.State) bool {
	if !seen.Has(name.ListenerHTTPS) {
		return false
	}
	want := e.Spec.Edge.CertificateARN
	if c := e.TLS.Certificate; c != nil {
		want = seen.ARN(c.Key)
	}
	return want == "" || seen.Listener().CertificateARN() != want
}
