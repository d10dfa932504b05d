package compute

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"
	"github.com/xplatform-dev/xplatform/internal/live"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/observed"
	"github.com/xplatform-dev/xplatform/internal/plan"
	"github.com/xplatform-dev/xplatform/internal/plan/plantest"
)

// Task definitions of one service, one after the other.
const (
	family                        = "arn:aws:ecs:eu-central-1:123456789012:task-definition/farmers-chat-abc123:"
	first, second, third          = family + "1", family + "2", family + "3"
	oldDefinition        name.Key = name.TaskDefinitions + "chat-oldold"
	olderDefinition      name.Key = name.TaskDefinitions + "chat-oldest"
)

// wantedDefinition is the key of what a claim for chat asks for.
func wantedDefinition(t *testing.T) name.Key {
	t.Helper()
	return compute(t, nil, worker(nil), plantest.Account(nil)).Services[0].Definition.Key
}

// worker is a service without routes: what it runs is all that matters.
func worker(fields map[string]any) []any {
	s := map[string]any{"name": "chat", "image": "chat:1.4"}
	maps.Copy(s, fields)
	return []any{s}
}

func definition(arn string) observed.Resource {
	_, n, _ := strings.Cut(arn, "abc123:")
	if _, err := strconv.Atoi(n); err != nil {
		panic(err)
	}
	return observed.Resource{Ready: true, Status: map[string]string{"arn": arn, "revision": n}}
}

// running is a service that was asked to run one task definition and runs one.
func running(asked, is string) observed.Resource {
	return observed.Resource{Ready: true, Spec: map[string]string{"taskDefinition": asked}, Status: map[string]string{"taskDefinition": is}}
}

func TestRollout(t *testing.T) {
	wanted, chatService := wantedDefinition(t), name.Service("chat")
	record := func(is, rejected string) map[string]v1alpha1.ServiceStatus {
		return map[string]v1alpha1.ServiceStatus{"chat": {TaskDefinitionARN: is, RejectedTaskDefinition: rejected}}
	}
	type want struct {
		rollout          Rollout
		blockedOn        plan.Blockers
		leaving, staying []name.Key
		rolledBack       bool
	}
	cases := map[string]struct {
		reason   string
		service  map[string]any
		seen     observed.Resources
		recorded map[string]v1alpha1.ServiceStatus
		unready  bool
		want     want
	}{
		"New": {
			reason: "A service waits for its task definition.",
			seen:   plantest.Account(nil),
			want:   want{blockedOn: plan.Blockers{{On: wanted, Field: plan.FieldARN}}},
		},
		"Started": {
			reason: "And then runs it.",
			seen:   plantest.Account(observed.Resources{wanted: definition(first), chatService: running(first, first)}),
			want:   want{rollout: Rollout{ARN: first, Running: first}},
		},
		"Changed": {
			reason:   "What runs stays while AWS does not have the new one yet.",
			seen:     plantest.Account(observed.Resources{oldDefinition: definition(first), chatService: running(first, first)}),
			recorded: record(first, ""),
			want:     want{rollout: Rollout{Running: first}, blockedOn: plan.Blockers{{On: wanted, Field: plan.FieldARN}}, leaving: []name.Key{oldDefinition}},
		},
		"Deploying": {
			reason:   "And until the service is seen with the new one.",
			seen:     plantest.Account(observed.Resources{wanted: definition(second), oldDefinition: definition(first), chatService: running(first, first)}),
			recorded: record(first, ""),
			want:     want{rollout: Rollout{ARN: second, Running: first}, leaving: []name.Key{oldDefinition}},
		},
		"Deployed": {
			reason: "One generation stays, and earlier ones leave.",
			seen: plantest.Account(observed.Resources{
				wanted: definition(third), oldDefinition: definition(second), olderDefinition: definition(first), chatService: running(third, third),
			}),
			recorded: record(second, ""),
			want:     want{rollout: Rollout{ARN: third, Running: third}, staying: []name.Key{oldDefinition}},
		},
		"RevisionUnknown": {
			reason: "What is not known to be earlier stays.",
			seen: plantest.Account(observed.Resources{
				wanted: definition(third), oldDefinition: {}, olderDefinition: definition(first), chatService: running(third, third),
			}),
			want: want{rollout: Rollout{ARN: third, Running: third}, staying: []name.Key{olderDefinition, oldDefinition}},
		},
		"RoleMissing": {
			reason:   "An input that is unknown for a moment changes no hash: everything is unchanged.",
			seen:     observed.Resources{oldDefinition: definition(first), chatService: running(first, first)},
			recorded: record(first, ""),
			want:     want{rollout: Rollout{Running: first}, blockedOn: plan.Blockers{{On: name.TaskRole("chat"), Field: plan.FieldARN}}, leaving: []name.Key{oldDefinition}},
		},
		"RolledBack": {
			reason:   "A service that was seen with the new one and went back to the old one was rolled back.",
			seen:     plantest.Account(observed.Resources{wanted: definition(second), oldDefinition: definition(first), chatService: running(second, first)}),
			recorded: record(second, ""),
			want:     want{rollout: Rollout{ARN: first, Running: first, Rejected: second}, leaving: []name.Key{oldDefinition}, rolledBack: true},
		},
		"TriedOnceMore": {
			reason:   "The provider may have asked for it once more meanwhile: that changes nothing.",
			seen:     plantest.Account(observed.Resources{wanted: definition(second), oldDefinition: definition(first), chatService: running(first, second)}),
			recorded: record(first, second),
			want:     want{rollout: Rollout{ARN: first, Running: first, Rejected: second}, staying: []name.Key{oldDefinition}, rolledBack: true},
		},
		"StaysRejected": {
			reason:   "What was rejected is not tried again.",
			seen:     plantest.Account(observed.Resources{wanted: definition(second), oldDefinition: definition(first), chatService: running(first, first)}),
			recorded: record(first, second),
			want:     want{rollout: Rollout{ARN: first, Running: first, Rejected: second}, leaving: []name.Key{oldDefinition}, rolledBack: true},
		},
		"RejectedUnknown": {
			reason:   "Nor is it forgotten while its ARN is not known.",
			seen:     plantest.Account(observed.Resources{wanted: {}, oldDefinition: definition(first), chatService: running(first, first)}),
			recorded: record(first, second),
			want:     want{rollout: Rollout{Running: first, Rejected: second}, blockedOn: plan.Blockers{{On: wanted, Field: plan.FieldARN}}, leaving: []name.Key{oldDefinition}},
		},
		"AnotherAfterRejected": {
			reason:   "Another definition is tried.",
			seen:     plantest.Account(observed.Resources{wanted: definition(third), oldDefinition: definition(first), olderDefinition: definition(second), chatService: running(first, first)}),
			recorded: record(first, second),
			want:     want{rollout: Rollout{ARN: third, Running: first}, leaving: []name.Key{olderDefinition, oldDefinition}},
		},
		"ByHand": {
			reason:   "A later revision is not a roll-back: the service was changed outside of the platform, and is changed again.",
			seen:     plantest.Account(observed.Resources{wanted: definition(second), oldDefinition: definition(first), chatService: running(second, family+"9")}),
			recorded: record(second, ""),
			want:     want{rollout: Rollout{ARN: second, Running: second}, leaving: []name.Key{oldDefinition}},
		},
		"BackBeyondTheLast": {
			reason:   "ECS goes back to what last came to run, however many did not since and are forgotten.",
			seen:     plantest.Account(observed.Resources{wanted: definition(family + "4"), oldDefinition: definition(family + "3"), chatService: running(family+"4", family+"1")}),
			recorded: record(family+"4", ""),
			want:     want{rollout: Rollout{ARN: family + "1", Running: family + "1", Rejected: family + "4"}, leaving: []name.Key{oldDefinition}, rolledBack: true},
		},
		"RevertedQuickly": {
			reason:   "What was asked for and asked back before AWS could follow was not seen to fail.",
			seen:     plantest.Account(observed.Resources{wanted: definition(second), oldDefinition: definition(first), chatService: running(first, second)}),
			recorded: record(first, ""),
			want:     want{rollout: Rollout{ARN: second, Running: first}, staying: []name.Key{oldDefinition}},
		},
		"Unready": {
			reason:   "A service that runs moves on when all is ready that the new tasks need.",
			seen:     plantest.Account(observed.Resources{wanted: definition(second), oldDefinition: definition(first), chatService: running(first, first)}),
			recorded: record(first, ""),
			unready:  true,
			want:     want{rollout: Rollout{ARN: first, Running: first}, leaving: []name.Key{oldDefinition}},
		},
		"RunningUnknown": {
			reason:   "What runs is remembered while AWS does not say.",
			seen:     plantest.Account(observed.Resources{wanted: definition(second), oldDefinition: definition(first), chatService: {}}),
			recorded: record(second, ""),
			want:     want{rollout: Rollout{ARN: second, Running: second}, leaving: []name.Key{oldDefinition}},
		},
		"ExternalStart": {
			reason:  "A pipeline's service starts with the claim's image.",
			service: map[string]any{"imageManagedExternally": true},
			seen:    plantest.Account(observed.Resources{wanted: definition(first)}),
			want:    want{rollout: Rollout{ARN: first, External: true}, blockedOn: plan.Blockers{{On: name.ClusterProviders}, {Why: "others"}}},
		},
		"External": {
			reason:   "What the pipeline deploys stays, and the claim's image has no further meaning.",
			service:  map[string]any{"imageManagedExternally": true, "image": "chat:9"},
			seen:     plantest.Account(observed.Resources{oldDefinition: definition(first), chatService: running("", family+"9")}),
			recorded: record(first, ""),
			want:     want{rollout: Rollout{ARN: first, External: true, Running: family + "9"}, staying: []name.Key{oldDefinition}},
		},
	}
	for title, tc := range cases {
		t.Run(title, func(t *testing.T) {
			if tc.seen.Has(chatService) && !tc.unready {
				everythingReady(t, worker(tc.service), tc.seen)
			}
			c := computeAfter(t, nil, worker(tc.service), tc.seen, plan.Platform{Recorded: tc.recorded})
			definitions := func(keys []name.Key) []name.Key {
				return slices.DeleteFunc(keys, func(k name.Key) bool { return !strings.HasPrefix(string(k), name.TaskDefinitions) })
			}
			s := c.Services[0]
			got := want{rollout: s.Rollout, blockedOn: s.BlockedOn, leaving: definitions(c.Draining), staying: definitions(c.Pinned), rolledBack: len(c.RolledBack) > 0}
			if diff := cmp.Diff(tc.want, got, cmp.AllowUnexported(want{})); diff != "" {
				t.Errorf("%s\nNew(...): -want, +got:\n%s", tc.reason, diff)
			}
		})
	}
}

// everythingReady has all ready that the tasks of the only service need.
func everythingReady(t *testing.T, service []any, seen observed.Resources) {
	t.Helper()
	c := computeAfter(t, nil, service, seen, plan.Platform{})
	for _, b := range c.unready(c.Services[0], live.Of(seen)) {
		r := seen[b.On]
		r.Ready = true
		seen[b.On] = r
	}
}
