package simulatedaws

// edgeKinds are those of everyKind that take requests in.
const edgeKinds = `
apiVersion: elbv2.aws.upbound.io/v1beta2
kind: LB
metadata: {name: demo-lb}
spec:
  forProvider:
    region: eu-central-1
    name: demo
    ipAddressType: dualstack
    accessLogs: {enabled: true, bucketRef: {name: demo-logs}}
    securityGroupRefs: [{name: demo-sg}]
    subnetRefs: [{name: demo-subnet-public-a}]
    tags: {Name: demo}
---
apiVersion: elbv2.aws.upbound.io/v1beta2
kind: LB
metadata: {name: demo-internal}
spec: {forProvider: {region: eu-central-1, name: internal, internal: true, subnetMapping: [{subnetIdRef: {name: demo-subnet-public-a}}]}}
---
apiVersion: elbv2.aws.upbound.io/v1beta2
kind: LBTargetGroup
metadata: {name: demo-tg}
spec: {forProvider: {region: eu-central-1, name: demo-chat, port: 3002, protocol: HTTP, targetType: ip, vpcIdRef: {name: demo-vpc}, tags: {Name: demo}}}
---
apiVersion: elbv2.aws.upbound.io/v1beta2
kind: LBTargetGroup
metadata: {name: demo-tg-frontend}
spec: {forProvider: {region: eu-central-1, name: demo-frontend, port: 80, protocol: HTTP, targetType: ip, vpcIdRef: {name: demo-vpc}}}
---
apiVersion: elbv2.aws.upbound.io/v1beta2
kind: LBListener
metadata: {name: demo-https}
spec:
  forProvider:
    region: eu-central-1
    port: 443
    protocol: HTTPS
    loadBalancerArnRef: {name: demo-lb}
    certificateArn: arn:aws:acm:eu-central-1:123456789012:certificate/1
    defaultAction: [{type: forward, targetGroupArnRef: {name: demo-tg-frontend}}]
    tags: {Name: demo}
---
apiVersion: elbv2.aws.upbound.io/v1beta2
kind: LBListener
metadata: {name: demo-http}
spec:
  forProvider:
    region: eu-central-1
    port: 80
    protocol: HTTP
    loadBalancerArnRef: {name: demo-lb}
    defaultAction:
    - {type: forward, forward: {targetGroup: [{arnRef: {name: demo-tg-frontend}, weight: 1}, {arnRef: {name: demo-tg}, weight: 0}]}}
---
apiVersion: elbv2.aws.upbound.io/v1beta2
kind: LBListenerRule
metadata: {name: demo-rule}
spec:
  forProvider:
    region: eu-central-1
    priority: 100
    listenerArnRef: {name: demo-https}
    action: [{type: forward, forward: {targetGroup: [{arnRef: {name: demo-tg}}]}}]
    condition: [{pathPattern: {values: [/api/chat/*]}}]
    tags: {Name: demo}
---
apiVersion: elbv2.aws.upbound.io/v1beta2
kind: LBListenerRule
metadata: {name: demo-rule-short}
spec:
  forProvider:
    region: eu-central-1
    priority: 200
    listenerArnRef: {name: demo-https}
    action: [{type: forward, targetGroupArnRef: {name: demo-tg}}]
    condition: [{hostHeader: {values: [chat.example.org]}}]
---
apiVersion: elbv2.aws.upbound.io/v1beta1
kind: LBListenerCertificate
metadata: {name: demo-sni}
spec: {forProvider: {region: eu-central-1, listenerArnRef: {name: demo-https}, certificateArnRef: {name: demo-certificate}}}
---
apiVersion: acm.aws.upbound.io/v1beta2
kind: Certificate
metadata: {name: demo-certificate}
spec: {forProvider: {region: eu-central-1, domainName: demo.example.org, subjectAlternativeNames: ["*.demo.example.org"], validationMethod: DNS, tags: {Name: demo}}}
---
apiVersion: acm.aws.upbound.io/v1beta1
kind: CertificateValidation
metadata: {name: demo-validation}
spec: {forProvider: {region: eu-central-1, certificateArnRef: {name: demo-certificate}, validationRecordFqdns: [_fdfaf59b36b175f4152410c4ff4b1e5d.demo.example.org]}}
---
` + validationRecordYAML + `
---
apiVersion: wafv2.aws.upbound.io/v1beta1
kind: WebACLAssociation
metadata: {name: demo-acl}
spec: {forProvider: {region: eu-central-1, resourceArn: "arn:aws:elasticloadbalancing:eu-central-1:123456789012:loadbalancer/app/demo/1", webAclArn: "arn:aws:wafv2:eu-central-1:123456789012:regional/webacl/demo/1"}}
---
apiVersion: s3.aws.upbound.io/v1beta2
kind: Bucket
metadata: {name: demo-logs, annotations: {crossplane.io/external-name: demo-logs-1a2b3}}
spec: {forProvider: {region: eu-central-1, tags: {Name: demo}}}
---
apiVersion: s3.aws.upbound.io/v1beta1
kind: BucketPolicy
metadata: {name: demo-logs}
spec: {forProvider: {region: eu-central-1, policy: "{}", bucketRef: {name: demo-logs}}}
---
apiVersion: s3.aws.upbound.io/v1beta1
kind: BucketPublicAccessBlock
metadata: {name: demo-logs}
spec: {forProvider: {region: eu-central-1, blockPublicAcls: true, bucketRef: {name: demo-logs}}}
---
apiVersion: s3.aws.upbound.io/v1beta2
kind: BucketServerSideEncryptionConfiguration
metadata: {name: demo-logs}
spec: {forProvider: {region: eu-central-1, bucketRef: {name: demo-logs}, rule: [{applyServerSideEncryptionByDefault: {sseAlgorithm: "aws:kms", kmsMasterKeyIdRef: {name: demo-key}}}]}}
---
apiVersion: s3.aws.upbound.io/v1beta2
kind: BucketLifecycleConfiguration
metadata: {name: demo-logs}
spec: {forProvider: {region: eu-central-1, bucketRef: {name: demo-logs}, rule: [{id: expire, status: Enabled, expiration: [{days: 90}]}]}}
---
apiVersion: s3.aws.upbound.io/v1beta2
kind: BucketOwnershipControls
metadata: {name: demo-logs}
spec: {forProvider: {region: eu-central-1, bucketRef: {name: demo-logs}, rule: {objectOwnership: BucketOwnerEnforced}}}
`
