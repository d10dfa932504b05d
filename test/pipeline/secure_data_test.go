package pipeline

import (
	"slices"
	"strings"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
)

// A holder reports whether the parameters of a resource satisfy a condition.
type holder func(forProvider map[string]any) bool

// fieldIs is satisfied if a field, by its dotted path, has the given value.
func fieldIs(path string, want any) holder {
	return func(f map[string]any) bool {
		got, _, _ := unstructured.NestedFieldNoCopy(f, strings.Split(path, ".")...)
		return got == want
	}
}

// anySet is satisfied if one of several fields is set.
func anySet(paths ...string) holder {
	return func(f map[string]any) bool {
		return slices.ContainsFunc(paths, func(p string) bool {
			got, found, _ := unstructured.NestedFieldNoCopy(f, strings.Split(p, ".")...)
			return found && got != nil
		})
	}
}

// atLeast is satisfied if a number is large enough.
func atLeast(path string, n int64) holder {
	return func(f map[string]any) bool {
		got, _, _ := unstructured.NestedInt64(f, strings.Split(path, ".")...)
		return got >= n
	}
}

// demand returns a control on one kind: all conditions must be satisfied.
func demand(name, kind string, holds ...holder) control {
	return control{name, func(p platform) []string {
		return p.each(kind, func(f map[string]any) bool {
			return !slices.ContainsFunc(holds, func(h holder) bool { return !h(f) })
		})
	}}
}

// primary returns a control on databases except read replicas: AWS keeps
// neither standby, backup nor password of their own for them.
func primary(name string, holds ...holder) control {
	c := demand(name, "Instance", holds...)
	all := c.broken
	c.broken = func(p platform) []string {
		return all(slices.DeleteFunc(slices.Clone(p), func(o *unstructured.Unstructured) bool {
			return forProvider(o)["replicateSourceDbRef"] != nil
		}))
	}
	return c
}

// dataControls are the requirements for stores.
var dataControls = []control{
	demand("RDS.2 databases are not public", "Instance", fieldIs("publiclyAccessible", false)),
	demand("RDS.3 databases are encrypted", "Instance", fieldIs("storageEncrypted", true)),
	primary("RDS.3, CKV_AWS_354 databases have a customer key", anySet("kmsKeyId", "kmsKeyIdRef")),
	primary("RDS.5 databases have a standby", fieldIs("multiAz", true)),
	demand("RDS.6 enhanced monitoring", "Instance", atLeast("monitoringInterval", 1), anySet("monitoringRoleArnRef")),
	primary("RDS.8 databases are protected against deletion", fieldIs("deletionProtection", true)),
	demand("RDS.9/36 logs go to CloudWatch", "Instance", anySet("enabledCloudwatchLogsExports")),
	demand("RDS.10 IAM authentication", "Instance", fieldIs("iamDatabaseAuthenticationEnabled", true)),
	primary("RDS.11 backups are kept for a week or longer", atLeast("backupRetentionPeriod", 7)),
	demand("RDS.13 minor versions are upgraded", "Instance", fieldIs("autoMinorVersionUpgrade", true)),
	demand("RDS.17 snapshots are tagged", "Instance", fieldIs("copyTagsToSnapshot", true)),
	primary("RDS.18/46 databases are in the database subnets", anySet("dbSubnetGroupNameRef")),
	{"RDS.25 the master user has a name of its own", func(p platform) []string {
		return p.each("Instance", func(f map[string]any) bool {
			return !slices.Contains([]any{"postgres", "admin", "root"}, f["username"])
		})
	}},
	{"RDS.38 databases speak TLS only", func(p platform) []string {
		return ofFamily(p, []string{"postgres", "mysql", "mariadb"}, func(parameters map[string]any) bool {
			return parameters["rds.force_ssl"] == "1" || parameters["require_secure_transport"] == "1"
		})
	}},
	demand("CKV_AWS_353/354 performance insights, with a customer key", "Instance", fieldIs("performanceInsightsEnabled", true), anySet("performanceInsightsKmsKeyId")),
	demand("CKV_AWS_211 recent CA", "Instance", fieldIs("caCertIdentifier", "rds-ca-rsa2048-g1")),
	primary("RDS-SECRET no password in a manifest", anySet("manageMasterUserPassword", "passwordSecretRef")),
	primary("RDS-FINAL a last snapshot, and backups that stay", fieldIs("skipFinalSnapshot", false), anySet("finalSnapshotIdentifier"), fieldIs("deleteAutomatedBackups", false)),
	demand("ElastiCache.1 snapshots", "ReplicationGroup", atLeast("snapshotRetentionLimit", 1)),
	demand("ElastiCache.2 minor versions are upgraded", "ReplicationGroup", fieldIs("autoMinorVersionUpgrade", "true")),
	demand("ElastiCache.3, CACHE-MAZ failover to another zone", "ReplicationGroup", fieldIs("automaticFailoverEnabled", true), fieldIs("multiAzEnabled", true)),
	demand("ElastiCache.4, CKV_AWS_191 caches are encrypted with a customer key", "ReplicationGroup", fieldIs("atRestEncryptionEnabled", "true"), anySet("kmsKeyId")),
	demand("ElastiCache.5 caches speak TLS only", "ReplicationGroup", fieldIs("transitEncryptionEnabled", true)),
	demand("ElastiCache.6, CKV_AWS_31 caches require authentication", "ReplicationGroup", anySet("authTokenSecretRef", "userGroupIds")),
	demand("ElastiCache.7 caches have a subnet group of their own", "ReplicationGroup", anySet("subnetGroupNameRef")),
	demand("CACHE-FINAL a last snapshot", "ReplicationGroup", anySet("finalSnapshotIdentifier")),
	demand("Opensearch.1, CKV_AWS_247 domains are encrypted with a customer key", "Domain", fieldIs("encryptAtRest.enabled", true), anySet("encryptAtRest.kmsKeyId", "encryptAtRest.kmsKeyIdRef")),
	demand("Opensearch.2, CKV_AWS_248 domains are in the VPC, behind a group of their own", "Domain", anySet("vpcOptions.subnetIds"), anySet("vpcOptions.securityGroupIds")),
	demand("Opensearch.3 nodes talk TLS", "Domain", fieldIs("nodeToNodeEncryption.enabled", true)),
	{"Opensearch.4/5 error and audit logs", func(p platform) []string {
		return p.each("Domain", func(f map[string]any) bool {
			logs, _ := f["logPublishingOptions"].([]any)
			on := func(kind string) bool {
				return slices.ContainsFunc(logs, func(l any) bool {
					return fieldIs("logType", kind)(l.(map[string]any)) && fieldIs("enabled", true)(l.(map[string]any))
				})
			}
			return on("AUDIT_LOGS") && on("ES_APPLICATION_LOGS")
		})
	}},
	demand("Opensearch.6 zone awareness (three nodes are asked for, the drawing has two)", "Domain", fieldIs("clusterConfig.zoneAwarenessEnabled", true), atLeast("clusterConfig.instanceCount", 2)),
	demand("Opensearch.7, OS-ANON fine-grained access control, no anonymous access", "Domain", fieldIs("advancedSecurityOptions.enabled", true), fieldIs("advancedSecurityOptions.anonymousAuthEnabled", false)),
	demand("Opensearch.8 HTTPS with TLS 1.2 or newer", "Domain", fieldIs("domainEndpointOptions.enforceHttps", true), fieldIs("domainEndpointOptions.tlsSecurityPolicy", "Policy-Min-TLS-1-2-PFS-2023-10")),
	demand("Opensearch.10 software updates", "Domain", fieldIs("softwareUpdateOptions.autoSoftwareUpdateEnabled", true)),
	{"OS-ANON domain policies name whom they admit", func(p platform) []string {
		if len(p.of("Domain")) != len(p.of("DomainPolicy")) {
			return []string{"a domain without a policy"}
		}
		return p.each("DomainPolicy", func(f map[string]any) bool {
			return !slices.ContainsFunc(statements(f["accessPolicies"]), func(s statement) bool { return !namesPrincipals(s.Principal["AWS"]) })
		})
	}},
	demand("CKV_AWS_149 secrets have a customer key", "Secret", anySet("kmsKeyId", "kmsKeyIdRef")),
	{"stores let nothing out", func(p platform) []string {
		return p.each("SecurityGroupRule", func(f map[string]any) bool {
			group, _, _ := unstructured.NestedString(f, "securityGroupIdRef", "name")
			store := slices.ContainsFunc([]string{"database", "cache", "search"}, func(s string) bool { return strings.HasSuffix(group, "-"+s+"-security-group") })
			return !store || f["type"] == "ingress" && f["sourceSecurityGroupIdRef"] != nil
		})
	}},
}

// ofFamily returns the keys of parameter groups of some engines whose parameters
// do not satisfy a condition.
func ofFamily(p platform, engines []string, holds func(parameters map[string]any) bool) []string {
	return p.each("ParameterGroup", func(f map[string]any) bool {
		family, _ := f["family"].(string)
		if !slices.ContainsFunc(engines, func(e string) bool { return strings.HasPrefix(family, e) }) {
			return true
		}
		parameters := map[string]any{}
		list, _ := f["parameter"].([]any)
		for _, item := range list {
			if m, ok := item.(map[string]any); ok {
				name, _ := m["name"].(string)
				parameters[name] = m["value"]
			}
		}
		return holds(parameters)
	})
}
