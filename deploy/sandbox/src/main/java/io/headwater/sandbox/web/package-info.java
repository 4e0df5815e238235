/** What a vendor's front door sees: a request in, an answer out. Knows no server. */
package io.headwater.sandbox.web;
