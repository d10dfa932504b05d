package name

import (
	"strconv"
	"strings"
)

// Keys of the load balancer and what there is once for it.
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

// Beginnings of keys of which there can be any number. What an earlier claim
// left behind is found by them.
const (
	LoadBalancerIngresses = "load-balancer-ingress-"
	LoadBalancerEgresses  = "load-balancer-egress-"

	// LoadBalancerEgressesTo begins those that lead to tasks by their group.
	LoadBalancerEgressesTo = LoadBalancerEgresses + "service-"

	TargetGroups      = "target-group-"
	ListenerRules     = "listener-rule-"
	Certificates      = "certificate-"
	ValidationRecords = "validation-record-"
	WebACLs           = "web-acl-association-"
	DNSRecords        = "dns-record-"
)

// LoadBalancerIngress is the key of the rule that admits a block at a port.
func LoadBalancerIngress(port int, cidr string) Key {
	return Key(LoadBalancerIngresses) + join(strconv.Itoa(port), block(cidr))
}

// LoadBalancerEgress is the key of the rule that lets the load balancer reach
// a port in a subnet. Services that share a port share the rule: AWS refuses
// the same rule twice.
func LoadBalancerEgress(port int64, subnet Key) Key {
	return Key(LoadBalancerEgresses) + join(strconv.FormatInt(port, 10), string(subnet))
}

// LoadBalancerEgressTo is the key of the rule that lets the load balancer reach
// a port of a service's tasks.
func LoadBalancerEgressTo(port int64, service string) Key {
	return Key(LoadBalancerEgressesTo) + join(strconv.FormatInt(port, 10), service)
}

// TargetGroup is the key of a service's target group. What AWS can only change
// by replacing the group is part of it; of protocols, those that are not the
// usual one.
func TargetGroup(service string, port int64, protocolVersion string) Key {
	k := Key(TargetGroups) + join(service, strconv.FormatInt(port, 10))
	if protocolVersion != "HTTP1" {
		k = join(string(k), strings.ToLower(protocolVersion))
	}
	return k
}

// ListenerCertificate is the key of a further certificate of the listener.
func ListenerCertificate(arn string) Key { return join("listener-certificate", hash(arn)) }

// Certificate is the key of the certificate for a list of names. Other names
// are another certificate.
func Certificate(names []string) Key {
	return Key(Certificates) + Key(hash(strings.Join(names, ",")))
}

// CertificateValidation is the key of the proof that a certificate is valid.
func CertificateValidation(certificate Key) Key { return join("validation", string(certificate)) }

// WebACLAssociation is the key of what has a web ACL inspect the requests of a
// load balancer. Either of the two being another is another association.
func WebACLAssociation(arn, loadBalancer string) Key {
	return Key(WebACLs) + Key(hash(arn+" "+loadBalancer))
}

// ValidationRecord is the key of the DNS record that proves the ownership of a
// domain, in a hosted zone. Names that share a record share the key.
func ValidationRecord(zone, record string) Key {
	return Key(ValidationRecords) + Key(hash(zone+"/"+record))
}

// DNSRecord is the key of the record in a hosted zone that points a name at the
// load balancer, for one record type, A or AAAA.
func DNSRecord(zone, domain, recordType string) Key {
	return Key(DNSRecords) + join(slug(domain), hash(zone+"/"+domain), strings.ToLower(recordType))
}

// block is a CIDR as part of a key.
func block(cidr string) string {
	switch cidr {
	case "0.0.0.0/0":
		return "ipv4"
	case "::/0":
		return "ipv6"
	}
	return strings.NewReplacer(".", "-", ":", "-", "/", "-").Replace(cidr)
}

// slug is a domain name as part of a key, for people to read.
func slug(domain string) string {
	return strings.NewReplacer(".", "-", "*", "any").Replace(domain)
}
