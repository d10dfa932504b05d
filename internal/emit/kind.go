package emit

import (
	"fmt"
	"path"
	"reflect"
	"strings"
)

// The provider offers every kind twice: namespaced, in groups that end in
// aws.m.upbound.io, and cluster-scoped, in groups that end in aws.upbound.io.
const (
	namespacedDomain = ".aws.m.upbound.io"
	clusterDomain    = ".aws.upbound.io"
)

const (
	v1beta2 = "v1beta2"
	v1beta3 = "v1beta3"
)

// clusterVersions are the newest versions of the cluster-scoped kinds that have
// one beyond v1beta1. Their forProvider equals that of the namespaced v1beta1;
// older cluster versions have lists where these have objects.
var clusterVersions = map[string]string{
	"Route.ec2":       v1beta2,
	"VPCEndpoint.ec2": v1beta2,
	"FlowLog.ec2":     v1beta2,

	"LB.elbv2":             v1beta2,
	"LBListener.elbv2":     v1beta2,
	"LBListenerRule.elbv2": v1beta2,
	"LBTargetGroup.elbv2":  v1beta2,
	"Certificate.acm":      v1beta2,
	"Record.route53":       v1beta2,

	"Bucket.s3":                                  v1beta2,
	"BucketLifecycleConfiguration.s3":            v1beta2,
	"BucketOwnershipControls.s3":                 v1beta2,
	"BucketServerSideEncryptionConfiguration.s3": v1beta2,

	"Instance.rds":                  v1beta3,
	"ReplicationGroup.elasticache":  v1beta2,
	"User.elasticache":              v1beta2,
	"Domain.opensearch":             v1beta2,
	"SecretRotation.secretsmanager": v1beta2,

	"Cluster.ecs":           v1beta2,
	"Service.ecs":           v1beta2,
	"TaskDefinition.ecs":    v1beta2,
	"Policy.appautoscaling": v1beta2,
}

// kindOf returns the API version and kind of a namespaced Go type of the
// provider, in the requested family. The provider has one Go package for each
// group and version, named after both.
func kindOf(t reflect.Type, namespaced bool) (apiVersion, kind string, err error) {
	dir, version := path.Split(t.PkgPath())
	scope, service := path.Split(strings.TrimSuffix(dir, "/"))
	if path.Base(scope) != "namespaced" {
		return "", "", fmt.Errorf("cannot emit %s: it is not one of the provider's namespaced types", t)
	}
	if namespaced {
		return service + namespacedDomain + "/" + version, t.Name(), nil
	}
	if v, ok := clusterVersions[t.Name()+"."+service]; ok {
		version = v
	}
	return service + clusterDomain + "/" + version, t.Name(), nil
}
