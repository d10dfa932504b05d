package simulatedaws

import (
	"strings"
	"testing"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
)

// domain returns a search domain with some parameters.
func domain(parameters string) string {
	return "apiVersion: opensearch.aws.upbound.io/v1beta2\nkind: Domain\nmetadata: {name: it}\nspec: {managementPolicies: [Observe, Create], forProvider: {region: eu-central-1, domainName: demo, " + parameters + "}}"
}

const zonalNAT = "apiVersion: ec2.aws.upbound.io/v1beta1\nkind: NATGateway\nmetadata: {name: it, annotations: {crossplane.io/external-name: nat-1}}\nspec: {managementPolicies: %s, forProvider: {region: eu-central-1, allocationId: eipalloc-1, subnetId: subnet-1}}"

// TestRefusals has AWS refuse what it refuses by size, type and account.
func TestRefusals(t *testing.T) {
	gp3 := func(options string) string {
		return domain("ebsOptions: {ebsEnabled: true, volumeType: gp3, " + options + "}")
	}
	key := func(account string) string {
		return "apiVersion: kms.aws.upbound.io/v1beta1\nkind: Key\nmetadata: {name: it}\nspec: {forProvider: {region: eu-central-1, policy: '{\"Principal\":{\"AWS\":\"arn:aws:iam::" + account + ":root\"}}'}}"
	}
	role := func(partition string) string {
		return "apiVersion: kms.aws.upbound.io/v1beta1\nkind: Key\nmetadata: {name: key}\nspec: {forProvider: {region: cn-north-1}}\n---\n" +
			"apiVersion: iam.aws.upbound.io/v1beta1\nkind: Role\nmetadata: {name: it}\nspec: {forProvider: {assumeRolePolicy: '{\"Principal\":{\"AWS\":\"arn:" + partition + ":iam::123456789012:root\"}}'}}"
	}
	cases := map[string]struct {
		reason, before, desired string
		want                    string
	}{
		"TunedSmallNodes": {
			reason:  "A domain that is tuned, as AWS has it by itself, does not get nodes that cannot be.",
			before:  domain("clusterConfig: {instanceType: r7g.large.search}"),
			desired: domain("clusterConfig: {instanceType: t3.small.search}"),
			want:    "Autotune is not supported in t2/t3 instance types",
		},
		"UntunedSmallNodes": {
			reason:  "It does once it is not tuned any more.",
			before:  domain("clusterConfig: {instanceType: r7g.large.search}"),
			desired: domain("clusterConfig: {instanceType: t3.small.search}, autoTuneOptions: {desiredState: DISABLED}"),
		},
		"NewSmallNodes": {
			reason:  "A new domain of small nodes is not tuned.",
			desired: domain("clusterConfig: {instanceType: t3.small.search}"),
		},
		"GrownAsAsked": {
			reason:  "A larger volume gets the throughput that is asked for.",
			before:  gp3("volumeSize: 100"),
			desired: gp3("volumeSize: 256, iops: 3000, throughput: 250"),
		},
		"GrownBeyondATebibyte": {
			reason:  "Above a tebibyte, IOPS grow with the volume.",
			before:  gp3("volumeSize: 512, iops: 3000, throughput: 250"),
			desired: gp3("volumeSize: 1500, throughput: 250"),
			want:    "iops of a volume of 1500 GiB must be at least 4500, and not 3000",
		},
		"LargeFromTheStart": {
			reason:  "A new volume of several tebibytes has to be asked for with both.",
			desired: gp3("volumeSize: 3072"),
			want:    "iops of a volume of 3072 GiB must be at least 9216, and not 0",
		},
		"OwnKey":     {reason: "The account keeps its rights to its key.", desired: key("123456789012")},
		"ForeignKey": {reason: "A key that its account could not change is refused.", desired: key("444455556666"), want: "will not allow you to update the key policy"},
		"Partition":  {reason: "Roles trust what is in their partition.", desired: role("aws-cn")},
		"ForeignPartition": {
			reason:  "There is nothing of another partition.",
			desired: role("aws"),
			want:    `Partition "aws" is not valid for resource "arn:aws:iam::123456789012:root"`,
		},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			p := &Provider{}
			var observed []*unstructured.Unstructured
			for _, desired := range []string{tc.before, tc.desired} {
				var err error
				if observed, err = p.Act(objects(t, desired), observed); err != nil {
					t.Fatal(err)
				}
			}
			got := look(observed[len(observed)-1]).Problem
			if tc.want == "" && got != "" || !strings.Contains(got, tc.want) {
				t.Errorf("%s\nwant %q, got %q", tc.reason, tc.want, got)
			}
		})
	}
}

// TestNATGatewayIsMadeAgain deletes a NAT gateway by hand: one into which the provider
// has filled its VPC cannot be made again.
func TestNATGatewayIsMadeAgain(t *testing.T) {
	for policies, want := range map[string]string{"['*']": "SubnetId and VpcId cannot both be given", "[Observe, Create, Update, Delete]": ""} {
		p := &Provider{}
		desired := objects(t, strings.TrimPrefix(defectVPC, "\n")+"\n---\n"+strings.Replace(zonalNAT, "%s", policies, 1))
		observed, err := p.Act(desired, nil)
		if err != nil {
			t.Fatal(err)
		}
		if observed, err = p.Act(desired, observed); err != nil {
			t.Fatal(err)
		}
		gone := observed[len(observed)-1]
		delete(gone.Object, "status")
		if observed, err = p.Act(desired, observed); err != nil {
			t.Fatal(err)
		}
		if got := look(observed[len(observed)-1]).Problem; want == "" && got != "" || !strings.Contains(got, want) {
			t.Errorf("%s: want %q, got %q", policies, want, got)
		}
	}
}

// TestPartitions holds ARNs and endpoints against those that a region has.
func TestPartitions(t *testing.T) {
	for region, want := range map[string][2]string{
		"eu-central-1":   {"arn:aws:", ".amazonaws.com"},
		"cn-north-1":     {"arn:aws-cn:", ".amazonaws.com.cn"},
		"us-gov-west-1":  {"arn:aws-us-gov:", ".amazonaws.com"},
		"eusc-de-east-1": {"arn:aws-eusc:", ".amazonaws.eu"},
	} {
		desired := objects(t, strings.ReplaceAll(everyKind, "eu-central-1", region))
		observed, err := (&Provider{Sound: true}).Act(desired, nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, o := range observed {
			own, _, _ := unstructured.NestedString(o.Object, "status", "atProvider", "arn")
			if own != "" && !strings.HasPrefix(own, want[0]) {
				t.Errorf("%s: %s is %s, want %s", region, o.GetName(), own, want[0])
			}
			for _, field := range []string{"endpoint", "dnsName", "address", "bucketDomainName", "primaryEndpointAddress", "publicDns"} {
				host, _, _ := strings.Cut(status(o, field), ":")
				if host != "" && !strings.HasSuffix(host, want[1]) {
					t.Errorf("%s: %s of %s is %s, want %s", region, field, o.GetName(), host, want[1])
				}
			}
		}
	}
}
