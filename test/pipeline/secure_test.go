package pipeline

import (
	"encoding/json"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
)

// A control is one requirement of auditors. It names the control in AWS
// Security Hub, CIS or checkov, and returns the resources that violate it.
type control struct {
	name   string
	broken func(p platform) []string
}

// A platform contains all resources of a claim.
type platform []*unstructured.Unstructured

// of returns the provider's resources of a kind.
func (p platform) of(kind string) platform {
	return slices.DeleteFunc(slices.Clone(p), func(o *unstructured.Unstructured) bool { return o.GetKind() != kind || !providers(o) })
}

// each returns the keys of the resources that do not satisfy a condition.
func (p platform) each(kind string, holds func(forProvider map[string]any) bool) []string {
	var out []string
	for _, o := range p.of(kind) {
		if !holds(forProvider(o)) {
			out = append(out, key(o))
		}
	}
	return out
}

func forProvider(o *unstructured.Unstructured) map[string]any {
	m, _, _ := unstructured.NestedMap(o.Object, "spec", "forProvider")
	return m
}

// referred returns the resource that a reference names.
func (p platform) referred(from map[string]any, field string) *unstructured.Unstructured {
	name, _, _ := unstructured.NestedString(from, field+"Ref", "name")
	for _, o := range p {
		if name != "" && o.GetName() == name {
			return o
		}
	}
	return nil
}

var controls = []control{
	{"EC2.2 default security group has no rules", func(p platform) []string {
		if len(p.of("DefaultSecurityGroup")) != 1 {
			return []string{"no default security group"}
		}
		return p.each("DefaultSecurityGroup", func(f map[string]any) bool { return f["ingress"] == nil && f["egress"] == nil })
	}},
	{"EC2.6 VPC flow logging", func(p platform) []string {
		if len(p.of("FlowLog")) != 1 {
			return []string{"no flow log"}
		}
		return p.each("FlowLog", func(f map[string]any) bool { return f["trafficType"] == "ALL" && f["vpcIdRef"] != nil })
	}},
	{"EC2.12 no unused elastic IPs", func(p platform) []string {
		used := map[string]bool{}
		for _, g := range p.of("NATGateway") {
			if address := p.referred(forProvider(g), "allocationId"); address != nil {
				used[key(address)] = true
			}
		}
		var unused []string
		for _, a := range p.of("EIP") {
			if !used[key(a)] {
				unused = append(unused, key(a))
			}
		}
		return unused
	}},
	{"EC2.15 subnets assign no public IPs", func(p platform) []string {
		return p.each("Subnet", func(f map[string]any) bool { return f["mapPublicIpOnLaunch"] == false })
	}},
	{"EC2.13/14/18/19, CKV_AWS_382 the internet reaches 80 and 443 of the load balancer alone, and is reached by tasks at 443 alone", func(p platform) []string {
		return p.each("SecurityGroupRule", func(f map[string]any) bool {
			open := strings.Contains(fmt.Sprint(f["cidrBlocks"], f["ipv6CidrBlocks"]), "/0")
			group := p.referred(f, "securityGroupId")
			if !open || group == nil || f["fromPort"] != f["toPort"] {
				return !open
			}
			if f["type"] == "egress" {
				return strings.HasPrefix(key(group), "service-security-group-") && f["fromPort"] == int64(443)
			}
			return key(group) == "load-balancer-security-group" && (f["fromPort"] == int64(80) || f["fromPort"] == int64(443))
		})
	}},
	{"EC2.22/CKV2_AWS_5 every security group is in use", func(p platform) []string {
		used := map[string]bool{}
		for _, o := range p {
			for _, name := range relations(o, p.of("SecurityGroup")) {
				if o.GetKind() != "SecurityGroupRule" {
					used[name] = true
				}
			}
		}
		var unused []string
		for _, g := range p.of("SecurityGroup") {
			if !used[g.GetName()] {
				unused = append(unused, key(g))
			}
		}
		return unused
	}},
	{"CKV_AWS_23 security groups and rules are described", func(p platform) []string {
		described := func(f map[string]any) bool { return f["description"] != nil }
		return append(p.each("SecurityGroup", described), p.each("SecurityGroupRule", described)...)
	}},
	{"VPC DNS on", func(p platform) []string {
		return p.each("VPC", func(f map[string]any) bool { return f["enableDnsSupport"] == true && f["enableDnsHostnames"] == true })
	}},
	{"EC2.37-48, IAM.24 tagged", func(p platform) []string {
		var out []string
		for _, o := range p {
			tags, _ := forProvider(o)["tags"].(map[string]any)
			if providers(o) && takesTags(o) && (tags["Name"] == nil || tags["xplatform.dev/platform"] == nil) {
				out = append(out, key(o))
			}
		}
		return out
	}},
	{"IAM.1/21, KMS.2, CKV_AWS_355 no wildcard in a role's policy, but for actions without resource types", func(p platform) []string {
		return p.each("RolePolicy", func(f map[string]any) bool {
			for _, s := range statements(f["policy"]) {
				if slices.Contains(s.Resource, "*") && !withoutResource(s.Action) || slices.ContainsFunc(s.Action, func(a string) bool { return strings.HasSuffix(a, "*") }) {
					return false
				}
			}
			return true
		})
	}},
	{"CKV_AWS_60/61 roles trust one service for one account, or named principals, or none", func(p platform) []string {
		return p.each("Role", func(f map[string]any) bool {
			return !slices.ContainsFunc(statements(f["assumeRolePolicy"]), func(s statement) bool {
				service := s.Principal["Service"] != nil && s.Principal["AWS"] == nil && s.Condition["StringEquals"]["aws:SourceAccount"] != ""
				return s.Effect == "Allow" && !service && !namesPrincipals(s.Principal["AWS"])
			})
		})
	}},
	{"KMS.3/4 keys rotate and are deleted late", func(p platform) []string {
		return p.each("Key", func(f map[string]any) bool {
			return f["enableKeyRotation"] == true && f["deletionWindowInDays"] == int64(30)
		})
	}},
	{"KMS.5 key policy is not public", func(p platform) []string {
		return p.each("Key", func(f map[string]any) bool {
			for _, s := range statements(f["policy"]) {
				if s.Principal["AWS"] == "*" || s.Principal["Service"] != nil && len(s.Condition) == 0 {
					return false
				}
			}
			return true
		})
	}},
	{"CKV_AWS_66/158 log groups expire and are encrypted with a customer key", func(p platform) []string {
		return p.each("Group", func(f map[string]any) bool {
			return f["retentionInDays"] != nil && (f["kmsKeyId"] != nil || f["kmsKeyIdRef"] != nil)
		})
	}},
}

// edgeControls are the requirements for a load balancer and its parts.
var edgeControls = []control{
	{"ELB.1/18, CKV2_AWS_20 HTTP only redirects to HTTPS", func(p platform) []string {
		return p.each("LBListener", func(f map[string]any) bool {
			action := first(f["defaultAction"])
			redirect, _ := action["redirect"].(map[string]any)
			return f["protocol"] == "HTTPS" || action["type"] == "redirect" && redirect["protocol"] == "HTTPS" && redirect["statusCode"] == "HTTP_301"
		})
	}},
	{"ELB.17, CKV_AWS_103 HTTPS listeners speak TLS 1.2 or newer, with a certificate", func(p platform) []string {
		return p.each("LBListener", func(f map[string]any) bool {
			policy, _ := f["sslPolicy"].(string)
			return f["protocol"] != "HTTPS" || strings.HasPrefix(policy, "ELBSecurityPolicy-TLS13-1-2") && f["certificateArn"] != nil
		})
	}},
	{"ELB.4 invalid headers are dropped", func(p platform) []string {
		return p.each("LB", func(f map[string]any) bool { return f["dropInvalidHeaderFields"] == true })
	}},
	{"ELB.5 access logs", func(p platform) []string {
		return p.each("LB", func(f map[string]any) bool {
			logs, _ := f["accessLogs"].(map[string]any)
			return logs["enabled"] == true && (logs["bucket"] != nil || logs["bucketRef"] != nil)
		})
	}},
	{"ELB.6 deletion protection", func(p platform) []string {
		return p.each("LB", func(f map[string]any) bool { return f["enableDeletionProtection"] == true })
	}},
	{"ELB.12 desync mitigation", func(p platform) []string {
		return p.each("LB", func(f map[string]any) bool { return f["desyncMitigationMode"] == "defensive" })
	}},
	{"ELB.13 two zones", func(p platform) []string {
		return p.each("LB", func(f map[string]any) bool {
			subnets, _ := f["subnets"].([]any)
			return len(subnets) >= 2
		})
	}},
	{"CKV_AWS_261 target groups check health", func(p platform) []string {
		return p.each("LBTargetGroup", func(f map[string]any) bool {
			check, _ := f["healthCheck"].(map[string]any)
			return check["enabled"] == true && check["path"] != nil
		})
	}},
	{"ACM.2 certificates have a strong key", func(p platform) []string {
		return p.each("Certificate", func(f map[string]any) bool { return f["keyAlgorithm"] == "RSA_2048" })
	}},
	{"S3.8 buckets block public access", func(p platform) []string {
		if len(p.of("Bucket")) != len(p.of("BucketPublicAccessBlock")) {
			return []string{"a bucket without a public access block"}
		}
		return p.each("BucketPublicAccessBlock", func(f map[string]any) bool {
			return f["blockPublicAcls"] == true && f["blockPublicPolicy"] == true && f["ignorePublicAcls"] == true && f["restrictPublicBuckets"] == true
		})
	}},
	{"S3.5 buckets refuse plain HTTP", func(p platform) []string {
		return p.each("BucketPolicy", func(f map[string]any) bool {
			return slices.ContainsFunc(statements(f["policy"]), func(s statement) bool {
				return s.Effect == "Deny" && s.Condition["Bool"]["aws:SecureTransport"] == "false"
			})
		})
	}},
}

// first returns the first object of a list.
func first(list any) map[string]any {
	items, _ := list.([]any)
	if len(items) == 0 {
		return nil
	}
	object, _ := items[0].(map[string]any)
	return object
}

// namesPrincipals reports whether a principal is a role or user, or several,
// and never a whole account or all principals.
func namesPrincipals(principal any) bool {
	all, ok := principal.([]any)
	if !ok {
		all = []any{principal}
	}
	return !slices.ContainsFunc(all, func(p any) bool {
		return !strings.Contains(fmt.Sprint(p), ":role/") && !strings.Contains(fmt.Sprint(p), ":user/")
	})
}

type statement struct {
	Effect           string
	Principal        map[string]any
	Action, Resource []string
	Condition        map[string]map[string]string
}

func statements(policy any) []statement {
	var p struct{ Statement []statement }
	if err := json.Unmarshal([]byte(fmt.Sprint(policy)), &p); err != nil {
		panic(err)
	}
	return p.Statement
}

// relaxed are the cases whose claim disables a control.
var relaxed = map[string][]string{
	"edge-internal":             {"ELB.5 access logs", "ELB.6 deletion protection"},
	"cache-open":                {"ElastiCache.1 snapshots", "ElastiCache.3, CACHE-MAZ failover to another zone", "ElastiCache.6, CKV_AWS_31 caches require authentication"},
	"database-restored":         {"RDS.3, CKV_AWS_354 databases have a customer key"},
	"database-restored-in-time": {"RDS.3, CKV_AWS_354 databases have a customer key"},
	"protection":                {"RDS.8 databases are protected against deletion"},
	"service-open-cache":        {"ElastiCache.6, CKV_AWS_31 caches require authentication"},
	"search-single":             {"Opensearch.6 zone awareness (three nodes are asked for, the drawing has two)"},
	"stores-unprotected":        {"RDS.8 databases are protected against deletion"},
	"tags-and-id":               {"EC2.6 VPC flow logging"},
	"options-changed":           {"EC2.6 VPC flow logging"},
	"edge-guards-changed":       {"ELB.5 access logs"},
	"edge-existing-network":     {"EC2.2 default security group has no rules", "EC2.6 VPC flow logging", "EC2.15 subnets assign no public IPs", "VPC DNS on", "EC2.37-48, IAM.24 tagged"},
	"service-existing-network":  {"EC2.2 default security group has no rules", "EC2.6 VPC flow logging", "EC2.15 subnets assign no public IPs", "VPC DNS on", "EC2.37-48, IAM.24 tagged"},
	"existing-network":          {"EC2.2 default security group has no rules", "EC2.6 VPC flow logging", "EC2.15 subnets assign no public IPs", "VPC DNS on", "EC2.37-48, IAM.24 tagged"},
	"zone-refused":              {"ELB.6 deletion protection"},
	"service-options":           {"ECS-HA two tasks or more, all of them kept in a deployment"},
}

// TestSecureByDefault checks every control that its claim does not disable on
// every settled platform, and proves that the others are violated because of
// the claim.
func TestSecureByDefault(t *testing.T) {
	for _, dir := range cases(t) {
		name := filepath.Base(dir)
		t.Run(name, func(t *testing.T) {
			turns := play(t, dir)
			p := platform(turns[len(turns)-1].Result.Resources)
			for _, c := range slices.Concat(controls, edgeControls, dataControls, computeControls) {
				broken := c.broken(p)
				switch off := slices.Contains(relaxed[name], c.name); {
				case off && len(broken) == 0:
					t.Errorf("%s is satisfied, although the claim disables it", c.name)
				case !off && len(broken) > 0:
					t.Errorf("%s: violated by %s", c.name, strings.Join(broken, ", "))
				}
			}
		})
	}
}
