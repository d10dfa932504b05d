package simulatedaws

import "fmt"

var opensearchKinds = map[string]kind{
	"opensearch/Domain": {
		invent: func(r *resource) string { return regionalARN(r, "es", "domain/"+r.asked("domainName")) },
		arn:    identityARN,
		refs: map[string]target{
			"encryptAtRest.kmsKeyId":                     arnOf("kms/Key"),
			"logPublishingOptions.cloudwatchLogGroupArn": arnOf("cloudwatchlogs/Group"),
			"vpcOptions.securityGroupIds":                externalNameOf("ec2/SecurityGroup"),
			"vpcOptions.subnetIds":                       externalNameOf("ec2/Subnet"),
		},
		more: searchDomain,
	},
	"opensearch/DomainPolicy": {
		invent: func(r *resource) string { return "esd-policy-" + r.asked("domainName") },
		refs:   map[string]target{"domainName": statusOf("opensearch/Domain", "domainName")},
	},
}

// searchDomain reports what callers need to reach a domain. The host of one
// inside of a VPC says so.
func searchDomain(p report) {
	name, prefix := p.asked("domainName"), "search-"
	if _, inside := p.atProvider["vpcOptions"]; inside {
		prefix = "vpc-"
	}
	p.invent("domainId", account+"/"+name)
	p.invent("endpoint", fmt.Sprintf("%s%s-%s.%s.es.amazonaws.com", prefix, name, digest(p.resource, 26), p.region()))
	p.invent("dashboardEndpoint", p.text("endpoint")+"/_dashboards")
}
