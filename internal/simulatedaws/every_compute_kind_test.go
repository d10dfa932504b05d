package simulatedaws

// computeKinds are those of everyKind that run something.
const computeKinds = `
apiVersion: ecs.aws.upbound.io/v1beta2
kind: Cluster
metadata: {name: demo}
spec: {forProvider: {region: eu-central-1, setting: [{name: containerInsights, value: enabled}], tags: {Name: demo}}}
---
apiVersion: ecs.aws.upbound.io/v1beta1
kind: ClusterCapacityProviders
metadata: {name: demo}
spec: {forProvider: {region: eu-central-1, capacityProviders: [FARGATE, FARGATE_SPOT], clusterNameRef: {name: demo}}}
---
` + serviceYAML + `
---
` + taskDefinitionYAML + `
---
apiVersion: appautoscaling.aws.upbound.io/v1beta1
kind: Target
metadata: {name: demo-chat}
spec: {forProvider: {region: eu-central-1, serviceNamespace: ecs, scalableDimension: "ecs:service:DesiredCount", resourceId: service/demo/demo-chat, minCapacity: 1, maxCapacity: 4, tags: {Name: demo}}}
---
apiVersion: appautoscaling.aws.upbound.io/v1beta2
kind: Policy
metadata: {name: demo-chat-cpu}
spec:
  forProvider:
    region: eu-central-1
    policyType: TargetTrackingScaling
    resourceIdRef: {name: demo-chat}
    scalableDimensionRef: {name: demo-chat}
    serviceNamespaceRef: {name: demo-chat}
    targetTrackingScalingPolicyConfiguration: {targetValue: 60, predefinedMetricSpecification: {predefinedMetricType: ECSServiceAverageCPUUtilization}}
---
apiVersion: servicediscovery.aws.upbound.io/v1beta1
kind: HTTPNamespace
metadata: {name: demo}
spec: {forProvider: {region: eu-central-1, name: demo, tags: {Name: demo}}}
---
apiVersion: iam.aws.upbound.io/v1beta1
kind: RolePolicyAttachment
metadata: {name: demo-execution}
spec: {forProvider: {policyArn: "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy", roleRef: {name: demo-role}}}
`
