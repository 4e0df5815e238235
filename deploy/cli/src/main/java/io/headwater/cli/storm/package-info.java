/** A simulated storm, sent as its sources would send it, and what Headwater made of it held against the truth. */
package io.headwater.cli.storm;
