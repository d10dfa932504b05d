package simulatedaws

import (
	"fmt"

	"github.com/xplatform-dev/xplatform/internal/partition"
)

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
		refuses: func(_ *world, r *resource) string { return domainRefused(r) },
		more:    searchDomain,
		late:    []string{"autoTuneOptions"},
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
	p.invent("domainId", p.account()+"/"+name)
	p.invent("endpoint", fmt.Sprintf("%s%s-%s.%s.es.%s", prefix, name, digest(p.resource, 26), p.region(), partition.Of(p.region()).DNSSuffix))
	p.invent("dashboardEndpoint", p.text("endpoint")+"/_dashboards")
	if _, ok := p.atProvider["autoTuneOptions"]; !ok {
		p.atProvider["autoTuneOptions"] = autoTune(p)
	}
	speedUp(p)
}

// autoTune returns the default of Auto-Tune: unchanged, and for a new domain as
// its nodes allow.
func autoTune(p report) any {
	if before, ok := p.before["autoTuneOptions"]; ok {
		return before
	}
	state := "ENABLED"
	if burstable(p.atProvider) {
		state = "DISABLED"
	}
	return map[string]any{"desiredState": state, "rollbackOnDisable": "NO_ROLLBACK"}
}

// speedUp reports the default IOPS and throughput of volumes: unchanged, or as
// their size requires.
func speedUp(p report) {
	options, _ := p.atProvider["ebsOptions"].(map[string]any)
	if options["volumeType"] != "gp3" {
		return
	}
	gib := count(options["volumeSize"])
	for field, least := range map[string]int64{"iops": leastIOPS(gib), "throughput": leastThroughput(gib)} {
		if _, asked := options[field]; !asked {
			options[field] = max(least, volume(p.before, field))
		}
	}
}
