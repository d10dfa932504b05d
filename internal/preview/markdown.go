package preview

import (
	"fmt"
	"io"
	"strings"
)

// WriteMarkdown writes the plan for a comment on a pull request.
func (p *Plan) WriteMarkdown(w io.Writer) error {
	out := &strings.Builder{}
	line := func(format string, args ...any) { fmt.Fprintf(out, format+"\n", args...) }
	line("### Plan of platform %s", escape(p.Platform))
	line("")
	if p.Refused != "" {
		line("**Refused, nothing changes.**\n")
		line("%s", fence(p.Refused))
		_, err := io.WriteString(w, out.String())
		return err
	}
	line("**%s**", p.Summary.Line())
	p.markdownTables(line)
	for _, c := range p.Conditions {
		if c.Status != "True" && c.Type != "Ready" && c.Type != "PlatformReady" {
			line("\nAfterwards `%s` is `%s`: %s", c.Type, c.Reason, escape(c.Message))
		}
	}
	for _, warning := range p.Warnings {
		line("\n> Warning: %s", escape(warning))
	}
	p.markdownSteps(line)
	_, err := io.WriteString(w, out.String())
	return err
}

// markdownTables writes what interrupts, what is kept, and what AWS charges for.
func (p *Plan) markdownTables(line func(string, ...any)) {
	if len(p.Interruptions) > 0 {
		line("\n| interrupts | resource | field | when | what happens |\n|---|---|---|---|---|")
		for _, i := range p.Interruptions {
			line("| %s | %s | %s | %s, step %d | %s ([AWS](%s)) |", i.Effect, code(i.Key), code(strings.TrimPrefix(i.Field, "forProvider.")), i.When, i.Step, escape(i.Text), i.Reference)
		}
	}
	if len(p.Kept) > 0 {
		line("\n| kept | why |\n|---|---|")
		for _, g := range reasons(p.Kept) {
			line("| %s | %s |", code(strings.Join(g.keys, ", ")), escape(g.text))
		}
	}
	if len(p.Costs) > 0 {
		line("\n| AWS charges for | unit | before | after |\n|---|---|---|---|")
		for _, c := range p.Costs {
			line("| [%s](%s) | %s | %g | %g |", escape(c.Item), c.Reference, c.Unit, c.Before, c.After)
		}
	}
}

// markdownSteps writes the steps as diff blocks, which GitHub and GitLab colour.
func (p *Plan) markdownSteps(line func(string, ...any)) {
	if p.Nothing() {
		line("\nNothing changes.")
		return
	}
	line("\n<details><summary>Steps</summary>\n")
	for _, s := range p.Steps {
		if !s.Changes() {
			continue
		}
		line("%s\n", fence("diff\n"+s.diff(), fmt.Sprintf("Step %d", s.Number)))
	}
	line("</details>")
}

// diff returns a step as lines of a diff.
func (s Step) diff() string {
	var out strings.Builder
	for _, r := range s.Deleted {
		fmt.Fprintf(&out, "- %s (%s)\n", r.Key, r.Kind)
	}
	for _, r := range s.Released {
		fmt.Fprintf(&out, "# %s (%s) leaves the platform and stays in AWS\n", r.Key, r.Kind)
	}
	for _, r := range s.Created {
		fmt.Fprintf(&out, "+ %s (%s)\n", r.Key, r.Kind)
	}
	for _, u := range s.Updated {
		for _, f := range u.Fields {
			if !f.Resolved {
				fmt.Fprintf(&out, "! %s %s: %s\n", u.Key, strings.TrimPrefix(f.Path, "forProvider."), transition(f.Old, f.New))
			}
		}
	}
	for _, w := range s.Withheld {
		fmt.Fprintf(&out, "# %s waits for %s\n", w.Key, w.WaitsFor)
	}
	return out.String()
}

// fence returns a block of code after a title. What is in it cannot end it.
func fence(text string, title ...string) string {
	mark := "```"
	for strings.Contains(text, mark) {
		mark += "`"
	}
	head := ""
	if len(title) > 0 {
		head = title[0] + "\n\n"
	}
	if !strings.HasPrefix(text, "diff\n") {
		text = "\n" + text
	}
	return head + mark + strings.TrimRight(text, "\n") + "\n" + mark
}

// code returns text as code in a cell of a table.
func code(text string) string {
	if text == "" {
		return ""
	}
	return "`" + strings.NewReplacer("`", "'", "|", `\|`, "\n", " ").Replace(text) + "`"
}

// escape returns text for a cell of a table: a claim is the work of others, and must not
// format the comment.
func escape(text string) string {
	return strings.NewReplacer("|", `\|`, "\n", " ", "<", "&lt;", ">", "&gt;", "`", "'", "[", `\[`, "]", `\]`, "*", `\*`, "_", `\_`).Replace(text)
}
