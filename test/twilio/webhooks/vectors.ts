/** A published signature: of a URL, and of the fields of a form or the hash of a body. */
export interface Vector {
	readonly title: string;
	/** The address as the receiver knows it. */
	readonly url: string;
	/** The address as it was signed, if that is another form of it. */
	readonly signedUrl?: string;
	readonly fields: Readonly<Record<string, string | readonly string[]>>;
	/** A body that is no form. */
	readonly body?: string;
	readonly signature: string;
}

/** The auth token that all were made with. */
export const VECTOR_TOKEN = "12345";

const CALL = {
	CallSid: "CA1234567890ABCDE",
	Caller: "+14158675309",
	Digits: "1234",
	From: "+14158675309",
	To: "+18005551212",
};

/** The vectors of the official packages' tests and documents. */
export const VECTORS: readonly Vector[] = [
	{
		title: "base case",
		url: "https://mycompany.com/myapp.php?foo=1&bar=2",
		fields: CALL,
		signature: "RSOYDt4T1cUTdK1PDd93/VVr8B8=",
	},
	{
		title: "signed with :80",
		url: "http://mycompany.com/myapp.php?foo=1&bar=2",
		signedUrl: "http://mycompany.com:80/myapp.php?foo=1&bar=2",
		fields: CALL,
		signature: "0ZXoZLH/DfblKGATFgpif+LLRf4=",
	},
	{
		title: "custom port kept",
		url: "http://mycompany.com:1234/myapp.php?foo=1&bar=2",
		fields: CALL,
		signature: "Zmvh+3yNM1Phv2jhDCwEM3q5ebU=",
	},
	{
		title: "JSON body: parameters empty, hash in the query",
		url: "https://mycompany.com/myapp.php?foo=1&bar=2&bodySHA256=0a1ff7634d9ab3b95db5c9a2dfe9416e41502b283a80c7cf19632632f96e6620",
		fields: {},
		body: '{"property": "value", "boolean": true}',
		signature: "a9nBmqA0ju/hNViExpshrM61xv4=",
	},
	{
		title: "JSON body {}",
		url: "https://mycompany.com/myapp.php?foo=1&bar=2&bodySHA256=44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a",
		signedUrl:
			"https://mycompany.com:443/myapp.php?foo=1&bar=2&bodySHA256=44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a",
		fields: {},
		body: "{}",
		signature: "Ldidvp12m26NI7eqEvxnEpkd9Hc=",
	},
	{
		title: "repeated values: sorted and de-duplicated",
		url: "https://mycompany.com/myapp.php?foo=1&bar=2",
		fields: { Sid: "CA123", SidAccount: "AC123", Digits: ["5678", "1234", "1234"] },
		signature: "IK+Dwps556ElfBT0I3Rgjkr1wJU=",
	},
	{
		title: "credentials kept in the signed URL (contradicts the docs note: dropped)",
		url: "https://user:pass@mycompany.com/myapp.php?foo=1&bar=2",
		fields: CALL,
		signature: "CukzLTc1tT5dXEDIHm/tKBanW10=",
	},
	{
		title: "credentials + :443",
		url: "https://user:pass@mycompany.com/myapp.php?foo=1&bar=2",
		signedUrl: "https://user:pass@mycompany.com:443/myapp.php?foo=1&bar=2",
		fields: CALL,
		signature: "ZQFR1PTIZXF2MXB8ZnKCvnnA+rI=",
	},
	{
		title: "official worked example",
		url: "https://example.com/myapp.php?foo=1&bar=2",
		fields: { CallSid: "CA1234567890ABCDE", Caller: "+14158675310", Digits: "1234", From: "+14158675310", To: "+18005551212" },
		signature: "L/OH5YylLD5NRKLltdqwSvS0BnU=",
	},
	{
		title: "no parameters (the shape of a GET webhook)",
		url: "https://mycompany.com/myapp.php?foo=1&bar=2",
		fields: {},
		signature: "zYQTYrRWXE7LtzbG4PfP7/bkkGo=",
	},
	{
		title: "own query parameters are part of the signed URL",
		url: "https://mycompany.com/myapp.php?foo=1&bar=2&type=thiswontbeusedinthesignaturegeneratorandsoshouldbeignored",
		fields: CALL,
		signature: "hYkNsTBttoNGkyCS0p+wWmQoRTg=",
	},
	{
		title: "values are signed decoded, as UTF-8",
		url: "https://mycompany.com/myapp.php?foo=1&bar=2",
		fields: { Message: "Hello & goodbye! @#$%^*()", From: "+1 (415) 867-5309", Special: "unicode: ñáéíóú" },
		signature: "dCPiR4WtQ6QFN6pJh81CtlCcWLQ=",
	},
	{
		title: "null values count as empty",
		url: "https://mycompany.com/myapp.php?foo=1&bar=2",
		fields: { Digits: "", CallSid: "CA1234567890ABCDE", NullParam: "" },
		signature: "L9lTTwIlxM1xGAtLRwhOSZggRhM=",
	},
	{
		title: "non-ASCII URL signed as raw UTF-8",
		url: "https://mycompany.com/webhook/España?año=2023",
		fields: CALL,
		signature: "G/Hx6mqqnjUNlPAoi2Sp9bGst0g=",
	},
	{
		title: "double slash kept",
		url: "https://mycompany.com:443//myapp.php?foo=1&bar=2",
		fields: CALL,
		signature: "A9lH3u16NjyiiM/+wylw5rirFUs=",
	},
	{
		title: "host case kept, with port",
		url: "https://MyCompany.com:1234/myapp.php?foo=1&bar=2",
		fields: CALL,
		signature: "PCqOZm8cnu/L6+u5i5fuEd+Iac4=",
	},
	{
		title: "credentials",
		url: "http://username:password@MyCompany.com/myapp.php?foo=1&bar=2",
		fields: CALL,
		signature: "PJ08CxXr7KLPjEQCTc8LkUSMwSM=",
	},
	{
		title: "mixed-case credentials",
		url: "http://Username:Password@MyCompany.com/myapp.php?foo=1&bar=2",
		fields: CALL,
		signature: "SkTSKyDJH9kUlhItI0slbgZ1UsI=",
	},
	{
		title: "with the default port of https",
		url: "https://mycompany.com/myapp.php?foo=1&bar=2",
		signedUrl: "https://mycompany.com:443/myapp.php?foo=1&bar=2",
		fields: CALL,
		signature: "kvajT1Ptam85bY51eRf/AJRuM3w=",
	},
	{
		title: "a repeated name of a conversation",
		url: "https://mycompany.com/myapp.php?foo=1&bar=2",
		fields: { "MessagingBinding.Address": ["+1325xxxxxxx", "+1415xxxxxxx"] },
		signature: "83O6e2vORAoJHUNzJjDWN1jz+BA=",
	},
	{
		title: "an encoded query",
		url: "https://mycompany.com/myapp.php?foo=hello%20world&bar=test%2Bvalue",
		fields: CALL,
		signature: "er2tvAP1Wx+iuTTE2BPgvEaN1cs=",
	},
	{
		title: "an older worked example",
		url: "https://mycompany.com/myapp.php?foo=1&bar=2",
		fields: { CallSid: "CA1234567890ABCDE", Caller: "+12349013030", Digits: "1234", From: "+12349013030", To: "+18005551212" },
		signature: "0/KCTR6DLpKmkAf8muzZqo1nDgQ=",
	},
];
