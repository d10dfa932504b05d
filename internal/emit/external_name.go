package emit

import (
	"strings"

	xpmeta "github.com/crossplane/crossplane-runtime/v2/pkg/meta"

	"github.com/xplatform-dev/xplatform/internal/wire"
)

// identifiedByAWS are the kinds whose external name is the ID that AWS returns
// when it creates them. All other kinds are named by the platform, or have an
// identity that follows from their parameters.
// https://github.com/crossplane-contrib/provider-upjet-aws/blob/v2.5.0/config/externalname.go
var identifiedByAWS = map[string]bool{
	"Certificate.acm":           true,
	"CertificateValidation.acm": true,

	"Target.appautoscaling": true,

	"DefaultSecurityGroup.ec2":                true,
	"EgressOnlyInternetGateway.ec2":           true,
	"EIP.ec2":                                 true,
	"FlowLog.ec2":                             true,
	"InternetGateway.ec2":                     true,
	"NATGateway.ec2":                          true,
	"RouteTable.ec2":                          true,
	"RouteTableAssociation.ec2":               true,
	"SecurityGroup.ec2":                       true,
	"SecurityGroupRule.ec2":                   true,
	"Subnet.ec2":                              true,
	"VPC.ec2":                                 true,
	"VPCEndpoint.ec2":                         true,
	"VPCEndpointSecurityGroupAssociation.ec2": true,

	"ClusterCapacityProviders.ecs": true,
	"TaskDefinition.ecs":           true,

	"ParameterGroup.elasticache": true,

	"LB.elbv2":                    true,
	"LBListener.elbv2":            true,
	"LBListenerCertificate.elbv2": true,
	"LBListenerRule.elbv2":        true,
	"LBTargetGroup.elbv2":         true,

	"RolePolicyAttachment.iam": true,
	"ServiceLinkedRole.iam":    true,

	"Key.kms": true,

	"Domain.opensearch":       true,
	"DomainPolicy.opensearch": true,

	"Instance.rds": true,

	"Record.route53": true,

	"BucketOwnershipControls.s3":                 true,
	"BucketPolicy.s3":                            true,
	"BucketPublicAccessBlock.s3":                 true,
	"BucketServerSideEncryptionConfiguration.s3": true,

	"Secret.secretsmanager":         true,
	"SecretRotation.secretsmanager": true,
	"SecretVersion.secretsmanager":  true,

	"HTTPNamespace.servicediscovery": true,
}

// IdentifiedByAWS reports whether the external name of a kind, such as VPC.ec2, is
// the ID that AWS returns.
func IdentifiedByAWS(kind string) bool { return identifiedByAWS[kind] }

// ExternalName returns the identity of an observed resource in AWS: its external
// name, or for a resource that has none yet the ID that AWS returned.
func ExternalName(observed wire.Object) string {
	if name := observed.Get("metadata", "annotations", xpmeta.AnnotationKeyExternalName).Text(); name != "" {
		return name
	}
	group, _, _ := strings.Cut(observed.Get("apiVersion").Text(), ".")
	if !identifiedByAWS[observed.Get("kind").Text()+"."+group] {
		return ""
	}
	return observed.Get("status", "atProvider", "id").Text()
}

// AddExternalName writes the external name of an existing resource. The
// provider stores an ID that AWS returned only by late initialization, which is
// disabled here, and otherwise keeps it in memory: after a restart it would
// create the resource a second time
// (https://github.com/crossplane-contrib/provider-upjet-aws/issues/1715).
func AddExternalName(desired, observed wire.Object) wire.Object {
	external := ExternalName(observed)
	metadata := desired.Get("metadata").Object()
	annotations := metadata.Get("annotations").Object()
	if external == "" || annotations.Get(xpmeta.AnnotationKeyExternalName) != nil {
		return desired
	}
	annotations = annotations.With(xpmeta.AnnotationKeyExternalName, wire.Text(external))
	return desired.With("metadata", metadata.With("annotations", annotations.Value()).Value())
}
