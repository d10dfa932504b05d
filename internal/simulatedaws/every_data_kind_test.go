package simulatedaws

// dataKinds are those of everyKind that store something.
const dataKinds = databaseYAML + `
---
apiVersion: rds.aws.upbound.io/v1beta3
kind: Instance
metadata: {name: demo-db-replica}
spec: {forProvider: {region: eu-central-1, identifier: demo-replica, instanceClass: db.t4g.medium, replicateSourceDbRef: {name: demo-db}}}
---
apiVersion: rds.aws.upbound.io/v1beta1
kind: SubnetGroup
metadata: {name: demo-db}
spec: {forProvider: {region: eu-central-1, description: demo, subnetIdRefs: [{name: demo-subnet-public-a}], tags: {Name: demo}}}
---
apiVersion: rds.aws.upbound.io/v1beta1
kind: ParameterGroup
metadata: {name: demo-db}
spec: {forProvider: {region: eu-central-1, family: postgres17, parameter: [{name: rds.force_ssl, value: "1"}], tags: {Name: demo}}}
---
apiVersion: elasticache.aws.upbound.io/v1beta2
kind: ReplicationGroup
metadata: {name: demo-cache}
spec:
  forProvider:
    region: eu-central-1
    description: demo
    engine: valkey
    engineVersion: "8.0"
    nodeType: cache.t4g.small
    numCacheClusters: 2
    atRestEncryptionEnabled: "true"
    transitEncryptionEnabled: true
    kmsKeyIdRef: {name: demo-key}
    subnetGroupNameRef: {name: demo-cache}
    securityGroupIdRefs: [{name: demo-sg}]
    parameterGroupName: demo-cache
    tags: {Name: demo}
---
apiVersion: elasticache.aws.upbound.io/v1beta2
kind: ReplicationGroup
metadata: {name: demo-sharded}
spec: {forProvider: {region: eu-central-1, description: demo, engine: redis, engineVersion: "7.1", nodeType: cache.t4g.small, numNodeGroups: 2, replicasPerNodeGroup: 1}}
---
apiVersion: elasticache.aws.upbound.io/v1beta1
kind: SubnetGroup
metadata: {name: demo-cache}
spec: {forProvider: {region: eu-central-1, description: demo, subnetIdRefs: [{name: demo-subnet-public-a}], tags: {Name: demo}}}
---
apiVersion: elasticache.aws.upbound.io/v1beta1
kind: ParameterGroup
metadata: {name: demo-cache}
spec: {forProvider: {region: eu-central-1, name: demo-cache, family: valkey8, parameter: [{name: maxmemory-policy, value: allkeys-lru}], tags: {Name: demo}}}
---
apiVersion: elasticache.aws.upbound.io/v1beta2
kind: User
metadata: {name: demo-user}
spec: {forProvider: {region: eu-central-1, userName: default, engine: valkey, accessString: "off ~* -@all", authenticationMode: {type: iam}, tags: {Name: demo}}}
---
apiVersion: elasticache.aws.upbound.io/v1beta1
kind: UserGroup
metadata: {name: demo-users}
spec: {forProvider: {region: eu-central-1, engine: valkey, userIdRefs: [{name: demo-user}], tags: {Name: demo}}}
---
apiVersion: opensearch.aws.upbound.io/v1beta2
kind: Domain
metadata: {name: demo-search}
spec:
  forProvider:
    region: eu-central-1
    domainName: demo
    engineVersion: OpenSearch_2.19
    clusterConfig: {instanceType: t3.small.search, instanceCount: 1}
    encryptAtRest: {enabled: true, kmsKeyIdRef: {name: demo-key}}
    vpcOptions: {subnetIdRefs: [{name: demo-subnet-public-a}], securityGroupIdRefs: [{name: demo-sg}]}
    logPublishingOptions: [{logType: ES_APPLICATION_LOGS, cloudwatchLogGroupArnRef: {name: demo-group}}]
    tags: {Name: demo}
---
apiVersion: opensearch.aws.upbound.io/v1beta1
kind: DomainPolicy
metadata: {name: demo-search}
spec: {forProvider: {region: eu-central-1, accessPolicies: "{}", domainNameRef: {name: demo-search}}}
---
apiVersion: secretsmanager.aws.upbound.io/v1beta1
kind: Secret
metadata: {name: demo-secret}
spec: {forProvider: {region: eu-central-1, name: demo/cache, kmsKeyIdRef: {name: demo-key}, tags: {Name: demo}}}
---
apiVersion: secretsmanager.aws.upbound.io/v1beta1
kind: SecretVersion
metadata: {name: demo-secret}
spec: {forProvider: {region: eu-central-1, secretIdRef: {name: demo-secret}}}
---
apiVersion: secretsmanager.aws.upbound.io/v1beta2
kind: SecretRotation
metadata: {name: demo-secret}
spec: {forProvider: {region: eu-central-1, secretIdRef: {name: demo-secret}, rotationRules: {automaticallyAfterDays: 30}}}
---
apiVersion: cloudwatchlogs.aws.upbound.io/v1beta1
kind: ResourcePolicy
metadata: {name: demo-search-logs}
spec: {forProvider: {region: eu-central-1, policyDocument: "{}"}}
---
apiVersion: iam.aws.upbound.io/v1beta1
kind: ServiceLinkedRole
metadata: {name: demo-search}
spec: {forProvider: {awsServiceName: opensearchservice.amazonaws.com, tags: {Name: demo}}}
`
