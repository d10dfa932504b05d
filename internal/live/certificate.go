package live

import (
	"strconv"

	"github.com/xplatform-dev/xplatform/internal/name"
)

// Certificate is one ACM certificate.
type Certificate struct{ resource }

// Certificate returns the certificate with a key.
func (s State) Certificate(k name.Key) Certificate { return Certificate{s.resource(k)} }

// ARN returns the ARN of the certificate.
func (c Certificate) ARN() string { return c.status("arn") }

// Status returns the status of the certificate, such as ISSUED.
func (c Certificate) Status() string { return c.status("status") }

// A ValidationOption is the DNS record that proves one name of a certificate.
type ValidationOption struct{ Name, Type, Value string }

// Complete reports whether the record is known.
func (o ValidationOption) Complete() bool { return o.Name != "" && o.Type != "" && o.Value != "" }

// ValidationOption returns the record that ACM asks for, by its position.
func (c Certificate) ValidationOption(i int) ValidationOption {
	item := strconv.Itoa(i)
	return ValidationOption{
		Name:  c.status("domainValidationOptions", item, "resourceRecordName"),
		Type:  c.status("domainValidationOptions", item, "resourceRecordType"),
		Value: c.status("domainValidationOptions", item, "resourceRecordValue"),
	}
}

// Record is one record of a Route 53 hosted zone.
type Record struct{ resource }

// Record returns the record with a key.
func (s State) Record(k name.Key) Record { return Record{s.resource(k)} }

// FQDN returns the name of the record, with that of the hosted zone.
func (r Record) FQDN() string { return r.status("fqdn") }

// RequestedType returns the type of the record, such as AAAA.
func (r Record) RequestedType() string { return r.requested("type") }
