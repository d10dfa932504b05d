package main

import "regexp"

// A rule is wording that the project does not use.
type rule struct {
	pattern *regexp.Regexp
	reason  string
	instead string
}

// rules are few on purpose: each is wording that was removed everywhere, and that
// the terms of AWS and Kubernetes make unnecessary.
var rules = []rule{
	word(`nobody|no ?one`, "AWS and Kubernetes have principals, not persons", "no principal, no user, or the passive"),
	word(`somebody|someone|anybody|anyone|everybody|everyone|whoever`, "AWS and Kubernetes have principals, not persons", "a user, a principal, or the passive"),
	word(`anew`, "it is not used in the field", "again, or a new …"),
	word(`for ?ever`, "it is not used in the field", "permanently, indefinitely, or always"),
	word(`shall`, "it is the language of contracts", "must, should, or the present tense"),
	word(`sorts? of`, "the noun of AWS or Kubernetes is exact", "type of, kind of"),
	word(`(is|are) what`, "a definition has a verb", "a verb in the third person: returns, identifies, configures"),
	word(`letters? of (an? |the )?(availability )?zones?|zone letters?`, "it is the suffix of the name of the zone", "zone suffix, or zone"),
	word(`folders?`, "file systems have directories, and S3 has prefixes", "directory, prefix"),
	word(`com(e|es|ing) to be`, "AWS resources are created", "is created, is ready"),
}

func word(pattern, reason, instead string) rule {
	return rule{pattern: regexp.MustCompile(`(?i)\b(` + pattern + `)\b`), reason: reason, instead: instead}
}
