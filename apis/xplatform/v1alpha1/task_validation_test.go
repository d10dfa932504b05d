package v1alpha1

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"sigs.k8s.io/yaml"
)

func TestValidateTasks(t *testing.T) {
	cases := map[string]struct {
		reason string
		args   string
		want   []string
	}{
		"Smallest": {"The defaults are the smallest task of Fargate.", `services: [{name: a, image: x}]`, nil},
		"Largest":  {"The largest is possible too.", `services: [{name: a, image: x, cpu: 16384, memory: 122880}]`, nil},
		"Odd": {"The smallest task has three sizes of memory.", `services: [{name: a, image: x, memory: 1536}]`,
			[]string{`spec.services[0].memory: Invalid value: 1536: Fargate does not support this memory with cpu 256: write 512, 1024 or 2048, or choose another cpu`}},
		"TooLittle": {"Others have a least and a most.", `services: [{name: a, image: x, cpu: 1024}]`,
			[]string{`spec.services[0].memory: Invalid value: 512: Fargate does not support this memory with cpu 1024: write 2048 to 8192 in steps of 1024, or choose another cpu`}},
		"Between": {"And steps between.", `services: [{name: a, image: x, cpu: 8192, memory: 17408}]`,
			[]string{`spec.services[0].memory: Invalid value: 17408: Fargate does not support this memory with cpu 8192: write 16384 to 61440 in steps of 4096, or choose another cpu`}},
		"Sidecars": {"All containers fit into the task.", `services: [{name: a, image: x, sidecars: [{name: a, image: z, cpu: 200, memory: 400}, {name: b, image: z, cpu: 100, memory: 200}]}]`,
			[]string{
				`spec.services[0].sidecars: Invalid value: 300: the cpu of all sidecars must not be more than that of the task (256): raise cpu, or give the sidecars less`,
				`spec.services[0].sidecars: Invalid value: 600: the memory of all sidecars must be less than that of the task (512), which the application needs too: raise memory, or give the sidecars less`,
				`spec.services[0].sidecars[0].name: Invalid value: "a": is the name of the service's own container: choose another`,
			}},
		"Environment": {"Variables are one thing each, and no credentials.", `services: [{name: a, image: x, env: {AWS_ACCESS_KEY_ID: k, "A B": c, T: t}, secrets: {T: "arn:aws:ssm:eu-central-1:123456789012:parameter/t"}}]`,
			[]string{
				`spec.services[0].env[A B]: Invalid value: "A B": a variable's name must have at least one character, and no space and no =`,
				`spec.services[0].env[AWS_ACCESS_KEY_ID]: Forbidden: AWS credentials are not allowed in the environment: the application uses the task role; add the permissions that it needs by taskRole.policyArns`,
				`spec.services[0].env[T]: Invalid value: "t": is in secrets too: keep one of the two`,
			}},
		"Mounts": {"Directories are written in canonical form.", `services: [{name: a, image: x, exec: true, writableMounts: [/a/../b, /var/log, /tmp]}]`,
			[]string{
				`spec.services[0].writableMounts[0]: Invalid value: "/a/../b": must be a directory below /, without .. and without a trailing slash, for example /tmp`,
				`spec.services[0].writableMounts[1]: Invalid value: "/var/log": exec makes this directory writable itself: remove it here`,
			}},
		"NoImage": {"What runs nothing needs an image first.", `services: [{name: a, imageManagedExternally: true, serviceConnect: {}}]`,
			[]string{
				`spec.services[0].image: Required value: name the image that the service starts with, until the pipeline deploys another`,
				`spec.services[0].serviceConnect: Invalid value: true: a service without image runs nothing that could be called: add image or remove serviceConnect`,
			}},
		"Injected": {"What uses sets is not the user's.", `database: {}, services: [{name: a, image: x, uses: [database], env: {DATABASE_HOST: h, DATABASE_PASSWORD: p}}]`,
			[]string{`spec.services[0].env[DATABASE_HOST]: Invalid value: "h": uses: [database] sets this variable: choose another name`}},
		"Rotation": {"A password in the environment requires an explicit rotation interval.", `database: {}, services: [{name: a, image: x, uses: [database], credentials: Environment, env: {DATABASE_PASSWORD: p}}]`,
			[]string{
				`spec.services[0].credentials: Invalid value: "Environment": RDS rotates the password every 7 days by default, and running tasks keep the old one: set database.passwordRotationDays, and deploy the service more often than that; or use Fetch`,
				`spec.services[0].env[DATABASE_PASSWORD]: Invalid value: "p": uses: [database] sets this variable: choose another name`,
			}},
		"Generated": {"A password that is made once does not change.", `database: {password: Generated}, services: [{name: a, image: x, uses: [database], credentials: Environment}]`, nil},
		"NoStore": {"Credentials are those of a store.", `services: [{name: a, image: x, credentials: Environment}]`,
			[]string{`spec.services[0].credentials: Invalid value: "Environment": has an effect only with database or cache in uses: add one, or remove credentials`}},
		"Egress": {"Blocks are written as AWS writes them, once each.", `services: [{name: a, image: x, egress: [{cidr: 10.0.0.1/8, port: 25}, {cidr: 192.0.2.0/24, port: 25}, {cidr: 192.0.2.0/24, port: 25, endPort: 25}, {cidr: "::/0", port: 443}, {cidr: "::/0", port: 443, protocol: UDP}]}]`,
			[]string{
				`spec.services[0].egress[0].cidr: Invalid value: "10.0.0.1/8": is not in canonical form: write 10.0.0.0/8`,
				`spec.services[0].egress[2]: Duplicate value: "192.0.2.0/24 TCP 25-25"`,
				`spec.services[0].egress[3]: Invalid value: "::/0 TCP 443-443": HTTPS to all addresses is allowed already: remove it`,
			}},
		"Requests": {"Only the load balancer counts requests.", `services: [{name: a, image: x, replicas: {requestsPerTarget: 9}}]`,
			[]string{`spec.services[0].replicas.requestsPerTarget: Invalid value: 9: the load balancer counts requests, and has no routes to this service: add paths or hosts, or scale by cpuPercent`}},
		"Connect": {"Those who call and those who are called find each other.", `services: [{name: a, image: x, serviceConnect: {allowFrom: [a, b, c, d]}}, {name: b, image: x}, {name: c, image: x, port: 80, serviceConnect: {dnsName: a, allowFrom: [a]}}]`,
			[]string{
				`spec.services[0].port: Required value: a service that others may call requires the port that its container listens on, for example 3000`,
				`spec.services[0].serviceConnect.allowFrom[0]: Invalid value: "a": a service needs no permission to call itself: remove it`,
				`spec.services[0].serviceConnect.allowFrom[1]: Invalid value: "b": this service cannot call others: give it an image and serviceConnect, {} is enough`,
				`spec.services[0].serviceConnect.allowFrom[3]: Invalid value: "d": the platform has no such service: add it, or remove it here`,
				`spec.services[2].serviceConnect.dnsName: Invalid value: "a": service a is called by this name: choose another`,
			}},
	}
	for title, tc := range cases {
		t.Run(title, func(t *testing.T) {
			raw := map[string]any{}
			if err := yaml.Unmarshal([]byte("{region: eu-central-1, "+tc.args+"}"), &raw); err != nil {
				t.Fatal(err)
			}
			_, faults := Decode(raw)
			got := make([]string, 0, len(faults))
			for _, f := range faults {
				got = append(got, f.Error())
			}
			if diff := cmp.Diff(tc.want, got, cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("%s\nDecode(...): -want, +got:\n%s", tc.reason, diff)
			}
		})
	}
}

func TestParseECR(t *testing.T) {
	cases := map[string]struct {
		reason string
		args   string
		want   ECRImage
		ok     bool
	}{
		"Tag":    {"A repository, and then a tag.", "123456789012.dkr.ecr.eu-central-1.amazonaws.com/shop/chat:1.4", ECRImage{"123456789012", "eu-central-1", "shop/chat"}, true},
		"Digest": {"Or a digest.", "123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn/chat@sha256:0f", ECRImage{"123456789012", "cn-north-1", "chat"}, true},
		"Dual":   {"The registry has a second name, for both address families.", "123456789012.dkr-ecr.eu-central-1.on.aws/chat", ECRImage{"123456789012", "eu-central-1", "chat"}, true},
		"Europe": {"Every partition has a domain of its own.", "123456789012.dkr.ecr.eusc-de-east-1.amazonaws.eu/web:1", ECRImage{"123456789012", "eusc-de-east-1", "web"}, true},
		"Later":  {"So will those that AWS has not made yet.", "123456789012.dkr-ecr-fips.xx-new-1.on.example.net/web:1", ECRImage{"123456789012", "xx-new-1", "web"}, true},
		"Bare":   {"A registry has a domain.", "123456789012.dkr.ecr.eu-central-1/web:1", ECRImage{}, false},
		"Public": {"The public registry needs no rights.", "public.ecr.aws/docker/library/nginx:1.29", ECRImage{}, false},
		"Other":  {"Nor do others.", "registry.example.org/chat:1.4", ECRImage{}, false},
	}
	for title, tc := range cases {
		t.Run(title, func(t *testing.T) {
			got, ok := ParseECR(tc.args)
			if got != tc.want || ok != tc.ok {
				t.Errorf("%s\nParseECR(%q): want %v, %t, got %v, %t", tc.reason, tc.args, tc.want, tc.ok, got, ok)
			}
		})
	}
}
