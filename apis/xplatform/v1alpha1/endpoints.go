package v1alpha1

import "slices"

// EndpointServices are the AWS services that the endpoints stand for, sorted
// and each once: ecr is short for the two services that pulling an image takes.
func (n *NetworkSpec) EndpointServices() []string {
	var out []string
	for _, e := range n.Endpoints {
		if e == "ecr" {
			out = append(out, "ecr.api", "ecr.dkr")
			continue
		}
		out = append(out, e)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// IsGatewayEndpoint reports whether a service is reached by a gateway endpoint,
// which is a route. All others are network interfaces.
// https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html
func IsGatewayEndpoint(service string) bool { return service == "s3" || service == "dynamodb" }
