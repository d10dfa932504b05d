package simulatedaws

import "maps"

// associations are kinds whose external name the provider writes in two forms, with
// the parameter that one of them ends in.
var associations = map[string]string{
	"ec2/VPCEndpointRouteTableAssociation": "routeTableId",
	"ec2/VPCEndpointSubnetAssociation":     subnetField,
}

// associationID returns the ID of an association in Terraform, whatever its
// external name.
func associationID(r *resource, _ map[string]any) string { return "a-vpce-" + digest(r, 17) }

// forget removes a resource whose external name the provider kept in memory
// from its knowledge. The provider does not find the resource, and creates
// another one.
func (r *resource) forget() {
	if !r.existed || r.kind.named() || r.kind.derived || r.GetAnnotations()[externalNameAnnotation] != "" {
		return
	}
	r.forgotten, r.existed, r.before, r.identity = true, false, nil, ""
}

// flip writes the external name of an association in the form that it does not have.
func (p *Provider) flip(r *resource) {
	parameter, ok := associations[kindKey(r.Unstructured)]
	if !ok || !r.lateInitialized() || !p.suffers(NamesFlip) {
		return
	}
	name := associationID(r, nil)
	if r.was == name {
		name = r.asked("vpcEndpointId") + "/" + r.asked(parameter)
	}
	annotations := maps.Clone(r.GetAnnotations())
	annotations[externalNameAnnotation] = name
	r.SetAnnotations(annotations)
	if r.was != "" {
		r.wrote("the external name changes from %s to %s", r.was, name)
	}
}
