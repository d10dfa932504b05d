package preview

import (
	"fmt"
	"io"
	"strings"

	"github.com/xplatform-dev/xplatform/internal/outline"
	"github.com/xplatform-dev/xplatform/internal/terminal"
)

// Line returns the summary in one line.
func (s Summary) Line() string {
	line := fmt.Sprintf("%d to create, %d to update, %d to replace, %d to delete, %d kept", s.Create, s.Update, s.Replace, s.Delete, s.Keep)
	if s.Release > 0 {
		line += fmt.Sprintf(", %d released", s.Release)
	}
	return line
}

// A printer writes a plan for a terminal.
type printer struct {
	terminal.Style
	strings.Builder
}

func (p *printer) line(format string, args ...any) { fmt.Fprintf(p, format+"\n", args...) }

// WriteText writes the plan for people.
func (p *Plan) WriteText(w io.Writer, style terminal.Style) error {
	out := &printer{Style: style}
	out.line("%s %s: %s → %s", style.Bold("platform "+p.Platform), style.Dim("("+p.Composite+")"), p.From, p.To)
	if p.Refused != "" {
		out.line("%s", style.Red("refused, nothing changes:"))
		out.indented(p.Refused)
		_, err := io.WriteString(w, out.String())
		return err
	}
	for _, s := range p.Steps {
		if s.Changes() {
			out.step(s)
		}
	}
	out.kept(p.Kept)
	out.interruptions(p.Interruptions)
	out.costs(p.Costs)
	out.conditions(p.Conditions)
	for _, warning := range p.Warnings {
		out.line("%s %s", style.Yellow("warning:"), warning)
	}
	out.line("")
	if p.Nothing() {
		out.line("nothing changes")
	}
	out.line("%s", style.Bold(p.Summary.Line()))
	_, err := io.WriteString(w, out.String())
	return err
}

func (p *printer) indented(text string) {
	for line := range strings.Lines(text) {
		p.line("  %s", strings.TrimRight(line, "\n"))
	}
}

// maxKey is the length up to which keys are aligned.
const maxKey = 60

func (p *printer) step(s Step) {
	p.line("\n%s", p.Bold(fmt.Sprintf("step %d", s.Number)))
	var keys []string
	for _, list := range [][]Resource{s.Created, s.Deleted, s.Released} {
		for _, r := range list {
			keys = append(keys, r.Key)
		}
	}
	n := width(maxKey, keys)
	for _, r := range s.Deleted {
		p.line("  %s %s", p.Red(fmt.Sprintf("- %-*s", n, r.Key)), p.Dim(r.Kind))
	}
	for _, r := range s.Released {
		p.line("  %s %s, stays in AWS", p.Cyan(fmt.Sprintf("○ %-*s", n, r.Key)), p.Dim(r.Kind))
	}
	for _, r := range s.Created {
		p.line("  %s %s", p.Green(fmt.Sprintf("+ %-*s", n, r.Key)), p.Dim(r.Kind))
	}
	for _, u := range s.Updated {
		p.update(u)
	}
	for _, w := range s.Withheld {
		verb := "waits for"
		if w.Unchanged {
			verb = "is unchanged while it waits for"
		}
		p.line("  %s", p.Dim(fmt.Sprintf("… %s %s %s", w.Key, verb, w.WaitsFor)))
	}
	if s.MoreWithheld > 0 {
		p.line("  %s", p.Dim(fmt.Sprintf("… and %d more wait", s.MoreWithheld)))
	}
}

func (p *printer) update(u Update) {
	if u.resolved() {
		return
	}
	p.line("  %s %s", p.Yellow("~ "+u.Key), p.Dim(u.Kind))
	for _, f := range u.Fields {
		if !f.Resolved {
			p.line("      %s: %s", strings.TrimPrefix(f.Path, "forProvider."), transition(f.Old, f.New))
		}
	}
}

func (p *printer) kept(list []Kept) {
	if len(list) == 0 {
		return
	}
	p.line("\n%s", p.Bold("kept"))
	for _, reason := range reasons(list) {
		p.line("  %s: %s", strings.Join(reason.keys, ", "), p.Cyan(reason.text))
	}
}

// A group is the keys that are kept for one reason.
type group struct {
	text string
	keys []string
}

// reasons groups what is kept by its reason, in the order of the list.
func reasons(list []Kept) []group {
	var out []group
	for _, k := range list {
		found := false
		for i := range out {
			if out[i].text == k.Reason {
				out[i].keys, found = append(out[i].keys, k.Key), true
			}
		}
		if !found {
			out = append(out, group{text: k.Reason, keys: []string{k.Key}})
		}
	}
	return out
}

func (p *printer) interruptions(list []Interruption) {
	if len(list) == 0 {
		return
	}
	p.line("\n%s", p.Bold("interruptions"))
	for _, i := range list {
		what := i.Key
		if i.Field != "" {
			what += " " + strings.TrimPrefix(i.Field, "forProvider.")
		}
		p.line("  %s %s, %s, step %d", p.Red(string(i.Effect)), what, i.When, i.Step)
		p.line("      %s", i.Text)
		p.line("      %s", p.Dim(i.Reference))
	}
}

func (p *printer) costs(list []Cost) {
	if len(list) == 0 {
		return
	}
	p.line("\n%s", p.Bold("units that AWS charges for"))
	for _, c := range list {
		text := fmt.Sprintf("%s %s: %g → %g", c.Item, c.Unit, c.Before, c.After)
		if c.After > c.Before {
			p.line("  %s", p.Yellow("more  "+text))
		} else {
			p.line("  %s", p.Green("less  "+text))
		}
	}
}

// conditions adds those that are not true after the last step.
func (p *printer) conditions(list []outline.Condition) {
	title := "\n" + p.Bold("afterwards the platform is not ready")
	for _, c := range list {
		if c.Status == "True" || c.Type == "PlatformReady" || c.Type == "Ready" {
			continue
		}
		if title != "" {
			p.line("%s", title)
			title = ""
		}
		p.line("  %s %s: %s", c.Type, p.Yellow(c.Reason), c.Message)
	}
}
