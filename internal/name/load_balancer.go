package name

import (
	"strconv"
	"strings"
)

// Keys of the load balancer, and of the resources that it has once.
const (
	LoadBalancer          Key = "load-balancer"
	LoadBalancerGroup     Key = "load-balancer-security-group"
	ListenerHTTP          Key = "listener-http"
	ListenerHTTPS         Key = "listener-https"
	AccessLogBucket       Key = "access-log-bucket"
	AccessLogPolicy       Key = "access-log-bucket-policy"
	AccessLogEncryption   Key = "access-log-bucket-encryption"
	AccessLogPublicAccess Key = "access-log-bucket-public-access"
	AccessLogOwnership    Key = "access-log-bucket-ownership"
	AccessLogLifecycle    Key = "access-log-bucket-lifecycle"
)

// Prefixes of keys of which there can be any number. Resources of an earlier
// claim are found by them.
const (
	LoadBalancerIngresses = "load-balancer-ingress-"
	LoadBalancerEgresses  = "load-balancer-egress-"

	// LoadBalancerEgressesTo is the prefix of the rules that lead to tasks by
	// their security group.
	LoadBalancerEgressesTo = LoadBalancerEgresses + "service-"

	TargetGroups      = "target-group-"
	ListenerRules     = "listener-rule-"
	Certificates      = "certificate-"
	ValidationRecords = "validation-record-"
	WebACLs           = "web-acl-association-"
	DNSRecords        = "dns-record-"
)

// LoadBalancerIngress returns the key of the rule that allows a CIDR block to
// connect to a port.
func LoadBalancerIngress(port int, cidr string) Key {
	return Key(LoadBalancerIngresses) + join(strconv.Itoa(port), block(cidr))
}

// LoadBalancerEgress returns the key of the rule that allows the load balancer
// to reach a port in a subnet. Services with the same port share the rule: AWS
// refuses the same rule twice.
func LoadBalancerEgress(port int64, subnet Key) Key {
	return Key(LoadBalancerEgresses) + join(strconv.FormatInt(port, 10), string(subnet))
}

// LoadBalancerEgressTo returns the key of the rule that allows the load
// balancer to reach a port of a service's tasks.
func LoadBalancerEgressTo(port int64, service string) Key {
	return Key(LoadBalancerEgressesTo) + join(strconv.FormatInt(port, 10), service)
}

// TargetGroup returns the key of a service's target group. Attributes that AWS
// can only change by replacing the group are part of it; the protocol is
// omitted if it is the default.
func TargetGroup(service string, port int64, protocolVersion string) Key {
	k := Key(TargetGroups) + join(service, strconv.FormatInt(port, 10))
	if protocolVersion != "HTTP1" {
		k = join(string(k), strings.ToLower(protocolVersion))
	}
	return k
}

// ListenerCertificate returns the key of a further certificate of the listener.
func ListenerCertificate(arn string) Key { return join("listener-certificate", hash(arn)) }

// Certificate returns the key of the certificate for a list of names. Other
// names require another certificate.
func Certificate(names []string) Key {
	return Key(Certificates) + Key(hash(strings.Join(names, ",")))
}

// CertificateValidation returns the key of the validation of a certificate.
func CertificateValidation(certificate Key) Key { return join("validation", string(certificate)) }

// WebACLAssociation returns the key of the association of a web ACL with a load
// balancer. Another web ACL or another load balancer requires another
// association.
func WebACLAssociation(arn, loadBalancer string) Key {
	return Key(WebACLs) + Key(hash(arn+" "+loadBalancer))
}

// ValidationRecord returns the key of the DNS record that proves the ownership
// of a domain, in a hosted zone. Names that share a record share the key.
func ValidationRecord(zone, record string) Key {
	return Key(ValidationRecords) + Key(hash(zone+"/"+record))
}

// DNSRecord returns the key of the record in a hosted zone that points a name
// at the load balancer, for one record type, A or AAAA.
func DNSRecord(zone, domain, recordType string) Key {
	return Key(DNSRecords) + join(slug(domain), hash(zone+"/"+domain), strings.ToLower(recordType))
}

// block returns a CIDR block as part of a key.
func block(cidr string) string {
	switch cidr {
	case "0.0.0.0/0":
		return "ipv4"
	case "::/0":
		return "ipv6"
	}
	return strings.NewReplacer(".", "-", ":", "-", "/", "-").Replace(cidr)
}

// slug returns a domain name as a readable part of a key.
func slug(domain string) string {
	return strings.NewReplacer(".", "-", "*", "any").Replace(domain)
}
