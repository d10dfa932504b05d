package data

import (
	"strings"

	"github.com/xplatform-dev/xplatform/internal/live"
)

// AutoTune is the setting of Auto-Tune.
type AutoTune struct {
	State string

	// OffPeakWindow leaves changes that replace nodes to the domain's off-peak window,
	// as AWS does for domains that it enables Auto-Tune for.
	OffPeakWindow bool
}

// States of Auto-Tune, as OpenSearch calls them.
const (
	autoTuneEnabled  = "ENABLED"
	autoTuneDisabled = "DISABLED"
)

// planAutoTune sets Auto-Tune where the domain could not get its instance type
// otherwise: AWS refuses T2 and T3 while it is on. It is left to AWS, which turns it on
// wherever it is supported, unless the domain was changed to such a type before, and
// gets another one now.
// https://docs.aws.amazon.com/opensearch-service/latest/developerguide/auto-tune.html
func planAutoTune(instanceType string, seen live.State) *AutoTune {
	asked := seen.Search().RequestedAutoTune() != ""
	burstable := strings.HasPrefix(instanceType, "t2.") || strings.HasPrefix(instanceType, "t3.")
	switch {
	case burstable && (asked || seen.Search().AutoTune() == autoTuneEnabled):
		return &AutoTune{State: autoTuneDisabled}
	case !burstable && asked:
		return &AutoTune{State: autoTuneEnabled, OffPeakWindow: true}
	}
	return nil
}
