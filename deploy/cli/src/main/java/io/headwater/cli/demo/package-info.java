/** The demo: a healthy day, a bad night and its repair at the sample company, sent as real sources would send them. */
package io.headwater.cli.demo;
