package v1alpha1

import (
	"fmt"
	"strings"
	"time"

	"k8s.io/apimachinery/pkg/util/validation/field"
)

// Windows are spans of minutes in a week, which begins on Monday.
const (
	minutesADay  = 24 * 60
	minutesAWeek = 7 * minutesADay

	// https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_UpgradeDBInstance.Maintenance.html
	minDatabaseWindow = 30
	// https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateReplicationGroup.html
	minCacheWindow = 60
)

var weekdays = []string{"mon", "tue", "wed", "thu", "fri", "sat", "sun"}

// A window is a span of minutes, from its beginning on.
type window struct{ start, length int }

// validateWindows checks that the database's windows are long enough, and that it
// is not backed up and changed at once.
func validateWindows(d *DatabaseSpec, path *field.Path) field.ErrorList {
	faults := tooShort(parseWindow(d.Backup.Window, minutesADay), minDatabaseWindow, d.Backup.Window, path.Child("backup", "window"))
	faults = append(faults, validateMaintenance(d.MaintenanceWindow, minDatabaseWindow, path.Child("maintenanceWindow"))...)
	b, m := parseWindow(d.Backup.Window, minutesADay), parseWindow(d.MaintenanceWindow, minutesAWeek)
	for day := range weekdays {
		if m.overlaps(window{start: b.start + day*minutesADay, length: b.length}) {
			return append(faults, field.Invalid(path.Child("maintenanceWindow"), d.MaintenanceWindow, fmt.Sprintf("must not overlap backup.window (%s): AWS refuses it", d.Backup.Window)))
		}
	}
	return faults
}

func validateMaintenance(text string, least int, path *field.Path) field.ErrorList {
	return tooShort(parseWindow(text, minutesAWeek), least, text, path)
}

func tooShort(w window, least int, text string, path *field.Path) field.ErrorList {
	if w.length == 0 || w.length >= least {
		return nil
	}
	return field.ErrorList{field.Invalid(path, text, fmt.Sprintf("must be at least %d minutes long", least))}
}

// parseWindow reads a window. One that ends where it began spans the whole
// round; what the schema refuses anyway is none.
func parseWindow(text string, around int) window {
	from, to, _ := strings.Cut(text, "-")
	start, ok := parseMoment(from)
	end, well := parseMoment(to)
	if !ok || !well {
		return window{}
	}
	length := (end - start + around) % around
	if length == 0 {
		length = around
	}
	return window{start: start, length: length}
}

// parseMoment reads a time of the day, with or without the day of the week.
func parseMoment(text string) (minute int, ok bool) {
	day := 0
	for i, d := range weekdays {
		if rest, found := strings.CutPrefix(text, d+":"); found {
			day, text = i, rest
		}
	}
	t, err := time.Parse("15:04", text)
	return day*minutesADay + t.Hour()*60 + t.Minute(), err == nil
}

// overlaps reports whether two windows of the week have a minute in common.
func (w window) overlaps(o window) bool {
	if w.length == 0 || o.length == 0 {
		return false
	}
	ahead := (o.start - w.start + minutesAWeek) % minutesAWeek
	behind := (w.start - o.start + minutesAWeek) % minutesAWeek
	return ahead < w.length || behind < o.length
}
