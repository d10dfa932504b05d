package v1alpha1

import (
	"regexp"
	"slices"
	"strings"

	"k8s.io/apimachinery/pkg/util/validation/field"
)

// ecrParts lists the endpoints that ecr stands for.
var ecrParts = []string{"ecr.api", "ecr.dkr"}

func validateEndpoints(s *PlatformSpec, path *field.Path) field.ErrorList {
	var faults field.ErrorList
	endpoints := s.Network.Endpoints
	for i, e := range endpoints {
		if slices.Contains(endpoints[:i], e) {
			faults = append(faults, field.Duplicate(path.Index(i), e))
		}
		if slices.Contains(ecrParts, e) && slices.Contains(endpoints, "ecr") {
			faults = append(faults, field.Invalid(path.Index(i), e, "ecr stands for ecr.api and ecr.dkr: remove one or the other"))
		}
	}
	faults = append(faults, validateSpelling(&s.Network, path)...)
	for i, e := range endpoints {
		if strings.HasPrefix(s.Region, "cn-") && !IsGatewayEndpoint(e) {
			faults = append(faults, field.Invalid(path.Index(i), e, "interface endpoints have other names in China regions, which are not supported: only s3 and dynamodb are"))
		}
	}
	if s.Network.NAT.Mode != NATNone {
		return faults
	}
	if missing := missingEndpoints(s); len(missing) > 0 {
		faults = append(faults, field.Required(path,
			"with nat.mode None, services reach AWS only by endpoints: add "+strings.Join(missing, ", ")))
	}
	return faults
}

// endpointParts matches the suffixes of the platform's own keys for parts of an
// endpoint. No service of AWS has such a name.
var endpointParts = regexp.MustCompile(`-(security-group|(subnet|route-table)-private-[a-f])$`)

// validateSpelling faults endpoints of one service that are spelled in two ways.
// Names of resources cannot hold dots, so ecr.dkr and ecr-dkr would be one; only
// one of the two can be a service of AWS.
func validateSpelling(n *NetworkSpec, path *field.Path) field.ErrorList {
	var faults field.ErrorList
	dashed := func(e string) string { return strings.ReplaceAll(e, ".", "-") }
	spelled := map[string]string{}
	if slices.Contains(n.Endpoints, "ecr") {
		for _, part := range ecrParts {
			spelled[dashed(part)] = part
		}
	}
	for i, e := range n.Endpoints {
		other, twice := spelled[dashed(e)]
		switch {
		case endpointParts.MatchString(dashed(e)):
			faults = append(faults, field.Invalid(path.Index(i), e, "this is not the name of an AWS service: write the last part of a service name, for example logs"))
		case slices.ContainsFunc(ecrParts, func(part string) bool { return e != part && e == dashed(part) }):
			faults = append(faults, field.Invalid(path.Index(i), e, "AWS has no service of this name: write "+strings.Replace(e, "-", ".", 1)+", or ecr for all that pulling an image takes"))
		case twice && other != e:
			faults = append(faults, field.Invalid(path.Index(i), e, "is another spelling of "+other+", which is there already: keep the one that AWS uses"))
		case !twice:
			spelled[dashed(e)] = e
		}
	}
	return faults
}

// missingEndpoints are the endpoints that the services cannot do without when
// there is no NAT, and that the spec does not have.
func missingEndpoints(s *PlatformSpec) []string {
	needed := map[string]bool{}
	for i := range s.Services {
		for _, e := range endpointsOf(&s.Services[i]) {
			needed[e] = true
		}
	}
	for _, e := range s.Network.EndpointServices() {
		delete(needed, e)
	}
	missing := make([]string, 0, len(needed))
	for e := range needed {
		missing = append(missing, e)
	}
	slices.Sort(missing)
	return missing
}

// endpointsOf are the AWS services that a service's tasks talk to. Images come
// from ECR, whose layers are in S3.
// https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html
func endpointsOf(s *ServiceSpec) []string {
	if s.Image == "" {
		return nil
	}
	out := append([]string{"s3", "logs"}, ecrParts...)
	for _, store := range s.Uses {
		switch store {
		case StoreDatabase, StoreCache:
			out = append(out, "secretsmanager")
		case StoreSearch:
			out = append(out, "sts")
		}
	}
	out = append(out, endpointsOfSecrets(s.Secrets)...)
	for i := range s.Sidecars {
		out = append(out, endpointsOfSecrets(s.Sidecars[i].Secrets)...)
	}
	if s.Exec {
		out = append(out, "ssmmessages")
	}
	return out
}

func endpointsOfSecrets(secrets map[string]SecretARN) []string {
	var out []string
	for _, arn := range secrets {
		switch parts := strings.SplitN(arn, ":", 4); {
		case len(parts) < 4:
		case parts[2] == "ssm":
			out = append(out, "ssm")
		case parts[2] == "secretsmanager":
			out = append(out, "secretsmanager")
		}
	}
	return out
}
