package plan

import (
	"strings"

	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/observed"
)

// States of Auto-Tune, as OpenSearch calls them.
const (
	autoTuneEnabled  = "ENABLED"
	autoTuneDisabled = "DISABLED"
)

// autoTune returns the state that Auto-Tune has to be put into for a domain to take
// an instance type: AWS refuses T2 and T3 while it is on. It is left to AWS, which
// turns it on wherever it can be had, unless the domain was changed to such a type
// before, and gets another one now.
// https://docs.aws.amazon.com/opensearch-service/latest/developerguide/auto-tune.html
func autoTune(instanceType string, seen observed.View) string {
	path := []string{"autoTuneOptions", "desiredState"}
	asked := seen.Spec(name.Search, path...) != ""
	burstable := strings.HasPrefix(instanceType, "t2.") || strings.HasPrefix(instanceType, "t3.")
	switch {
	case burstable && (asked || seen.Status(name.Search, path...) == autoTuneEnabled):
		return autoTuneDisabled
	case !burstable && asked:
		return autoTuneEnabled
	}
	return ""
}
