package data

import (
	opensearch "github.com/upbound/provider-aws/v2/apis/namespaced/opensearch/v1beta1"

	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/optional"
	"github.com/xplatform-dev/xplatform/internal/plan/data"
	"github.com/xplatform-dev/xplatform/internal/policy"
	"github.com/xplatform-dev/xplatform/internal/refer"
)

// tlsPolicy is the strictest that OpenSearch has: TLS 1.2 and newer, with forward
// secrecy.
// https://docs.aws.amazon.com/opensearch-service/latest/APIReference/API_DomainEndpointOptions.html
const tlsPolicy = "Policy-Min-TLS-1-2-PFS-2023-10"

// domain returns the OpenSearch domain. Permissions within it are managed by
// fine-grained access control, whose master user is the access role.
func domain(d data.Plan, s data.Search) *opensearch.Domain {
	return &opensearch.Domain{
		Spec: opensearch.DomainSpec{
			ForProvider: opensearch.DomainParameters{
				Region:        &d.Spec.Region,
				DomainName:    &s.Domain,
				EngineVersion: new("OpenSearch_" + s.Version),
				ClusterConfig: clusterConfig(s),
				EBSOptions: &opensearch.EBSOptionsParameters{
					EBSEnabled: new(true),
					VolumeType: new("gp3"),
					VolumeSize: optional.Number(s.Volume.GiB),
					Iops:       optional.Number(s.Volume.IOPS),
					Throughput: optional.Number(s.Volume.MiBps),
				},
				AutoTuneOptions: autoTuneOptions(s.AutoTune),
				VPCOptions: &opensearch.VPCOptionsParameters{
					SubnetIds:        optional.Texts(s.Placement.SubnetIDs...),
					SecurityGroupIds: optional.Texts(s.GroupID),
				},
				EncryptAtRest: &opensearch.EncryptAtRestParameters{
					Enabled:     new(true),
					KMSKeyID:    optional.Text(d.EncryptionKey().ARN),
					KMSKeyIDRef: refer.To(d.Names, d.EncryptionKey().Key),
				},
				NodeToNodeEncryption: &opensearch.NodeToNodeEncryptionParameters{Enabled: new(true)},
				DomainEndpointOptions: &opensearch.DomainEndpointOptionsParameters{
					EnforceHTTPS:      new(true),
					TLSSecurityPolicy: new(tlsPolicy),
				},
				AdvancedSecurityOptions: &opensearch.AdvancedSecurityOptionsParameters{
					Enabled:                     new(true),
					AnonymousAuthEnabled:        new(false),
					InternalUserDatabaseEnabled: new(false),
					MasterUserOptions:           &opensearch.MasterUserOptionsParameters{MasterUserArn: &s.Role.ARN},
				},
				LogPublishingOptions:  logPublishing(d, s),
				SoftwareUpdateOptions: &opensearch.SoftwareUpdateOptionsParameters{AutoSoftwareUpdateEnabled: new(true)},
			},
		},
	}
}

func autoTuneOptions(t *data.AutoTune) *opensearch.AutoTuneOptionsParameters {
	if t == nil {
		return nil
	}
	return &opensearch.AutoTuneOptionsParameters{DesiredState: &t.State, UseOffPeakWindow: &t.OffPeakWindow}
}

func clusterConfig(s data.Search) *opensearch.ClusterConfigParameters {
	zones, aware := s.Spread()
	c := &opensearch.ClusterConfigParameters{
		InstanceType:           &s.InstanceType,
		InstanceCount:          optional.Number(s.Instances),
		ZoneAwarenessEnabled:   &aware,
		DedicatedMasterEnabled: new(s.Masters != nil),
	}
	if aware {
		c.ZoneAwarenessConfig = &opensearch.ZoneAwarenessConfigParameters{AvailabilityZoneCount: optional.Number(zones)}
	}
	if m := s.Masters; m != nil {
		c.DedicatedMasterCount, c.DedicatedMasterType = optional.Number(m.Instances), &m.InstanceType
	}
	return c
}

// logPublishing names log groups by ARN: a reference within a list would be
// overwritten in turn by two writers.
func logPublishing(d data.Plan, s data.Search) []opensearch.LogPublishingOptionsParameters {
	out := make([]opensearch.LogPublishingOptionsParameters, len(s.Logs))
	for i, l := range s.Logs {
		out[i] = opensearch.LogPublishingOptionsParameters{
			Enabled:               new(true),
			LogType:               &l.Type,
			CloudwatchLogGroupArn: new(d.Account.ARN(d.Spec.Region, "logs", "log-group:"+l.Group.Name)),
		}
	}
	return out
}

// domainPolicy allows the access role alone to use the domain.
func domainPolicy(d data.Plan, s data.Search) *opensearch.DomainPolicy {
	return &opensearch.DomainPolicy{
		Spec: opensearch.DomainPolicySpec{
			ForProvider: opensearch.DomainPolicyParameters{
				Region:         &d.Spec.Region,
				DomainNameRef:  refer.To(d.Names, name.Search),
				AccessPolicies: new(policy.Document(s.AccessPolicy)),
			},
		},
	}
}
