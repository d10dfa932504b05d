package emulation

import (
	"fmt"
	"strings"
)

// services are the AWS services that the provider calls at moto. For all others
// it would use the endpoints of AWS.
var services = []string{
	"acm", "appautoscaling", "ec2", "ecs", "elasticache", "elbv2", "iam", "kms", "logs", "opensearch", "rds", "route53", "s3", "s3control",
	"secretsmanager", "servicediscovery", "sts", "wafv2",
}

// configuration returns provider configurations with the endpoints of moto, for
// both families.
func configuration() string {
	var documents strings.Builder
	documents.WriteString(credentials)
	for _, kind := range []string{
		"apiVersion: aws.upbound.io/v1beta1\nkind: ProviderConfig\n",
		"apiVersion: aws.m.upbound.io/v1beta1\nkind: ClusterProviderConfig\n",
	} {
		fmt.Fprintf(&documents, "---\n%s%s", kind, fmt.Sprintf(providerConfig, Address, strings.Join(services, ", ")))
	}
	return documents.String()
}

// credentials are required by moto, which does not check them.
const credentials = `apiVersion: v1
kind: Secret
metadata: {name: aws, namespace: crossplane-system}
stringData:
  credentials: |
    [default]
    aws_access_key_id = moto
    aws_secret_access_key = moto
`

const providerConfig = `metadata: {name: default}
spec:
  credentials: {source: Secret, secretRef: {namespace: crossplane-system, name: aws, key: credentials}}
  skip_metadata_api_check: true
  skip_region_validation: true
  s3_use_path_style: true
  endpoint:
    hostnameImmutable: true
    url: {type: Static, static: "http://%s"}
    services: [%s]
`
