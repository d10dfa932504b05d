package simulatedaws

import "strings"

var rdsKinds = map[string]kind{
	// Terraform identifies an instance by its permanent ID in AWS, not by its
	// identifier.
	"rds/Instance": {
		invent: func(r *resource) string { return "db-" + strings.ToUpper(digest(r, 26)) },
		arn: func(r *resource, _ map[string]any) string {
			return regionalARN(r, "rds", "db:"+r.asked("identifier"))
		},
		refs: map[string]target{
			"dbSubnetGroupName":        externalNameOf("rds/SubnetGroup"),
			"kmsKeyId":                 arnOf("kms/Key"),
			"masterUserSecretKmsKeyId": statusOf("kms/Key", "keyId"),
			"monitoringRoleArn":        arnOf("iam/Role"),
			"parameterGroupName":       externalNameOf("rds/ParameterGroup"),
			"replicateSourceDb":        askedOf("rds/Instance", "identifier"),
			"vpcSecurityGroupIds":      externalNameOf("ec2/SecurityGroup"),
		},
		refuses: either(databaseRefused, groupMissing("rds/SubnetGroup", "dbSubnetGroupName", "DBSubnetGroupNotFoundFault: DB subnet group '%s' does not exist.")),
		more:    database,
		late: []string{
			storage, "dbSubnetGroupName", "engine", "engineLifecycleSupport", "engineVersion",
			"parameterGroupName", "port", "storageEncrypted", "username",
		},
	},
	"rds/SubnetGroup":    {arn: arn("rds", "subgrp:"), refs: inSubnets, more: inVPCOf("subnetIds")},
	"rds/ParameterGroup": {arn: arn("rds", "pg:")},
}
