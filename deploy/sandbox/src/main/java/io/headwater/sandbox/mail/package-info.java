/** Receives mail over SMTP (GreenMail) behind a front that can fail on request. */
package io.headwater.sandbox.mail;
