// Package drawing draws a platform as the reference architecture of its claim: zones as
// columns and tiers as rows, with the load balancer, services and stores that span them,
// and an arrow for each connection that security groups allow. It writes SVG and Mermaid.
//
// A drawing is made in two steps. Layout places boxes, texts and lines in a scene of
// whole units; the scene is then written as SVG.
package drawing
