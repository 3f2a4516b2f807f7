{
  "version": 1,
  "verdict": "conforms",
  "target": "the embedded sandbox",
  "strict": false,
  "cases": [
    {
      "id": "example createServiceConversationMessage text",
      "kind": "example",
      "proves": "The documented request \"text\" of POST /v1/Services/{ChatServiceSid}/Conversations/{ConversationSid}/Messages does what is documented.",
      "operationIds": [
        "createServiceConversationMessage"
      ],
      "outcome": "passed",
      "findings": [],
      "requests": 2,
      "elapsed": 163
    },
    {
      "id": "example createServiceConversationMessage with-media",
      "kind": "example",
      "proves": "The documented request \"with-media\" of POST /v1/Services/{ChatServiceSid}/Conversations/{ConversationSid}/Messages does what is documented.",
      "operationIds": [
        "createServiceConversationMessage"
      ],
      "outcome": "passed",
      "findings": [],
      "requests": 2,
      "elapsed": 48
    },
    {
      "id": "example createServiceConversationMessage without-attributes",
      "kind": "example",
      "proves": "The documented request \"without-attributes\" of POST /v1/Services/{ChatServiceSid}/Conversations/{ConversationSid}/Messages does what is documented.",
      "operationIds": [
        "createServiceConversationMessage"
      ],
      "outcome": "passed",
      "findings": [],
      "requests": 2,
      "elapsed": 151
    },
    {
      "id": "example createServiceConversationMessage from-template",
      "kind": "example",
      "proves": "The documented request \"from-template\" of POST /v1/Services/{ChatServiceSid}/Conversations/{ConversationSid}/Messages does what is documented.",
      "operationIds": [
        "createServiceConversationMessage"
      ],
      "outcome": "passed",
      "findings": [],
      "requests": 2,
      "elapsed": 218
    },
    {
      "id": "example createServiceConversationMessage with-subject",
      "kind": "example",
      "proves": "The documented request \"with-subject\" of POST /v1/Services/{ChatServiceSid}/Conversations/{ConversationSid}/Messages does what is documented.",
      "operationIds": [
        "createServiceConversationMessage"
      ],
      "outcome": "passed",
      "findings": [],
      "requests": 2,
      "elapsed": 175
    },
    {
      "id": "example createChannelMessage text",
      "kind": "example",
      "proves": "The documented request \"text\" of POST /v1/Services/{ServiceSid}/Channels/{ChannelSid}/Messages does what is documented.",
      "operationIds": [
        "createChannelMessage"
      ],
      "outcome": "passed",
      "findings": [],
      "requests": 2,
      "elapsed": 77
    },
    {
      "id": "example updateChannelMessage text",
      "kind": "example",
      "proves": "The documented request \"text\" of POST /v1/Services/{ServiceSid}/Channels/{ChannelSid}/Messages/{Sid} does what is documented.",
      "operationIds": [
        "updateChannelMessage"
      ],
      "outcome": "passed",
      "findings": [],
      "requests": 3,
      "elapsed": 76
    },
    {
      "id": "life-cycle createServiceConversationMessage",
      "kind": "life-cycle",
      "proves": "A resource of createServiceConversationMessage is created, fetched as documented.",
      "operationIds": [
        "createServiceConversationMessage",
        "fetchConversationMessage"
      ],
      "outcome": "passed",
      "findings": [],
      "requests": 2,
      "elapsed": 25
    },
    {
      "id": "life-cycle createChannelMessage",
      "kind": "life-cycle",
      "proves": "A resource of createChannelMessage is created, fetched, listed, changed, deleted and gone as documented.",
      "operationIds": [
        "createChannelMessage",
        "fetchChannelMessage",
        "listChannelMessages",
        "updateChannelMessage",
        "deleteChannelMessage"
      ],
      "outcome": "passed",
      "findings": [],
      "requests": 13,
      "elapsed": 274
    },
    {
      "id": "paging listChannelMessages",
      "kind": "paging",
      "proves": "The pages of listChannelMessages show every item once, and each links to the next.",
      "operationIds": [
        "listChannelMessages"
      ],
      "outcome": "passed",
      "findings": [],
      "requests": 8,
      "elapsed": 137
    },
    {
      "id": "paging listChannelMessages asc",
      "kind": "paging",
      "proves": "The pages of listChannelMessages in the order asc show every item once, and each links to the next.",
      "operationIds": [
        "listChannelMessages"
      ],
      "outcome": "passed",
      "findings": [],
      "requests": 8,
      "elapsed": 232
    },
    {
      "id": "paging listChannelMessages desc",
      "kind": "paging",
      "proves": "The pages of listChannelMessages in the order desc show every item once, and each links to the next.",
      "operationIds": [
        "listChannelMessages"
      ],
      "outcome": "passed",
      "findings": [],
      "requests": 8,
      "elapsed": 228
    },
    {
      "id": "reading fetchConversationMessage",
      "kind": "reading",
      "proves": "fetchConversationMessage responds as documented, for existing resources too.",
      "operationIds": [
        "fetchConversationMessage"
      ],
      "outcome": "passed",
      "findings": [],
      "requests": 2,
      "elapsed": 106
    },
    {
      "id": "reading listChannelMessages",
      "kind": "reading",
      "proves": "listChannelMessages responds as documented, for existing resources too.",
      "operationIds": [
        "listChannelMessages"
      ],
      "outcome": "passed",
      "findings": [],
      "requests": 1,
      "elapsed": 5
    },
    {
      "id": "reading fetchChannelMessage",
      "kind": "reading",
      "proves": "fetchChannelMessage responds as documented, for existing resources too.",
      "operationIds": [
        "fetchChannelMessage"
      ],
      "outcome": "passed",
      "findings": [],
      "requests": 2,
      "elapsed": 12
    },
    {
      "id": "credentials createServiceConversationMessage no credentials",
      "kind": "credentials",
      "proves": "createServiceConversationMessage rejects no credentials.",
      "operationIds": [
        "createServiceConversationMessage"
      ],
      "outcome": "passed",
      "findings": [],
      "requests": 1,
      "elapsed": 9
    },
    {
      "id": "credentials createServiceConversationMessage malformed credentials",
      "kind": "credentials",
      "proves": "createServiceConversationMessage rejects malformed credentials.",
      "operationIds": [
        "createServiceConversationMessage"
      ],
      "outcome": "passed",
      "findings": [],
      "requests": 1,
      "elapsed": 9
    },
    {
      "id": "credentials createServiceConversationMessage a wrong password",
      "kind": "credentials",
      "proves": "createServiceConversationMessage rejects a wrong password.",
      "operationIds": [
        "createServiceConversationMessage"
      ],
      "outcome": "passed",
      "findings": [],
      "requests": 1,
      "elapsed": 3
    },
    {
      "id": "credentials fetchConversationMessage no credentials",
      "kind": "credentials",
      "proves": "fetchConversationMessage rejects no credentials.",
      "operationIds": [
        "fetchConversationMessage"
      ],
      "outcome": "passed",
      "findings": [],
      "requests": 2,
      "elapsed": 15
    },
    {
      "id": "credentials fetchConversationMessage malformed credentials",
      "kind": "credentials",
      "proves": "fetchConversationMessage rejects malformed credentials.",
      "operationIds": [
        "fetchConversationMessage"
      ],
      "outcome": "passed",
      "findings": [],
      "requests": 2,
      "elapsed": 22
    },
    {
      "id": "credentials fetchConversationMessage a wrong password",
      "kind": "credentials",
      "proves": "fetchConversationMessage rejects a wrong password.",
      "operationIds": [
        "fetchConversationMessage"
      ],
      "outcome": "passed",
      "findings": [],
      "requests": 2,
      "elapsed": 24
    },
    {
      "id": "credentials listChannelMessages no credentials",
      "kind": "credentials",
      "proves": "listChannelMessages rejects no credentials.",
      "operationIds": [
        "listChannelMessages"
      ],
      "outcome": "passed",
      "findings": [],
      "requests": 1,
      "elapsed": 10
    },
    {
      "id": "credentials listChannelMessages malformed credentials",
      "kind": "credentials",
      "proves": "listChannelMessages rejects malformed credentials.",
      "operationIds": [
        "listChannelMessages"
      ],
      "outcome": "passed",
      "findings": [],
      "requests": 1,
      "elapsed": 6
    },
    {
      "id": "credentials listChannelMessages a wrong password",
      "kind": "credentials",
      "proves": "listChannelMessages rejects a wrong password.",
      "operationIds": [
        "listChannelMessages"
      ],
      "outcome": "passed",
      "findings": [],
      "requests": 1,
      "elapsed": 25
    },
    {
      "id": "credentials createChannelMessage no credentials",
      "kind": "credentials",
      "proves": "createChannelMessage rejects no credentials.",
      "operationIds": [
        "createChannelMessage"
      ],
      "outcome": "passed",
      "findings": [],
      "requests": 2,
      "elapsed": 28
    },
    {
      "id": "credentials createChannelMessage malformed credentials",
      "kind": "credentials",
      "proves": "createChannelMessage rejects malformed credentials.",
      "operationIds": [
        "createChannelMessage"
      ],
      "outcome": "passed",
      "findings": [],
      "requests": 2,
      "elapsed": 27
    },
    {
      "id": "credentials createChannelMessage a wrong password",
      "kind": "credentials",
      "proves": "createChannelMessage rejects a wrong password.",
      "operationIds": [
        "createChannelMessage"
      ],
      "outcome": "passed",
      "findings": [],
      "requests": 2,
      "elapsed": 28
    },
    {
      "id": "credentials fetchChannelMessage no credentials",
      "kind": "credentials",
      "proves": "fetchChannelMessage rejects no credentials.",
      "operationIds": [
        "fetchChannelMessage"
      ],
      "outcome": "passed",
      "findings": [],
      "requests": 2,
      "elapsed": 8
    },
    {
      "id": "credentials fetchChannelMessage malformed credentials",
      "kind": "credentials",
      "proves": "fetchChannelMessage rejects malformed credentials.",
      "operationIds": [
        "fetchChannelMessage"
      ],
      "outcome": "passed",
      "findings": [],
      "requests": 2,
      "elapsed": 18
    },
    {
      "id": "credentials fetchChannelMessage a wrong password",
      "kind": "credentials",
      "proves": "fetchChannelMessage rejects a wrong password.",
      "operationIds": [
        "fetchChannelMessage"
      ],
      "outcome": "passed",
      "findings": [],
      "requests": 2,
      "elapsed": 24
    },
    {
      "id": "credentials updateChannelMessage no credentials",
      "kind": "credentials",
      "proves": "updateChannelMessage rejects no credentials.",
      "operationIds": [
        "updateChannelMessage"
      ],
      "outcome": "passed",
      "findings": [],
      "requests": 3,
      "elapsed": 27
    },
    {
      "id": "credentials updateChannelMessage malformed credentials",
      "kind": "credentials",
      "proves": "updateChannelMessage rejects malformed credentials.",
      "operationIds": [
        "updateChannelMessage"
      ],
      "outcome": "passed",
      "findings": [],
      "requests": 3,
      "elapsed": 28
    },
    {
      "id": "credentials updateChannelMessage a wrong password",
      "kind": "credentials",
      "proves": "updateChannelMessage rejects a wrong password.",
      "operationIds": [
        "updateChannelMessage"
      ],
      "outcome": "passed",
      "findings": [],
      "requests": 3,
      "elapsed": 25
    },
    {
      "id": "credentials deleteChannelMessage no credentials",
      "kind": "credentials",
      "proves": "deleteChannelMessage rejects no credentials.",
      "operationIds": [
        "deleteChannelMessage"
      ],
      "outcome": "passed",
      "findings": [],
      "requests": 3,
      "elapsed": 23
    },
    {
      "id": "credentials deleteChannelMessage malformed credentials",
      "kind": "credentials",
      "proves": "deleteChannelMessage rejects malformed credentials.",
      "operationIds": [
        "deleteChannelMessage"
      ],
      "outcome": "passed",
      "findings": [],
      "requests": 3,
      "elapsed": 32
    },
    {
      "id": "credentials deleteChannelMessage a wrong password",
      "kind": "credentials",
      "proves": "deleteChannelMessage rejects a wrong password.",
      "operationIds": [
        "deleteChannelMessage"
      ],
      "outcome": "passed",
      "findings": [],
      "requests": 3,
      "elapsed": 33
    },
    {
      "id": "unknown fetchConversationMessage",
      "kind": "unknown",
      "proves": "fetchConversationMessage responds with 404 if no resource has the identifier.",
      "operationIds": [
        "fetchConversationMessage"
      ],
      "outcome": "passed",
      "findings": [],
      "requests": 1,
      "elapsed": 13
    },
    {
      "id": "unknown fetchChannelMessage",
      "kind": "unknown",
      "proves": "fetchChannelMessage responds with 404 if no resource has the identifier.",
      "operationIds": [
        "fetchChannelMessage"
      ],
      "outcome": "passed",
      "findings": [],
      "requests": 1,
      "elapsed": 12
    },
    {
      "id": "unknown updateChannelMessage",
      "kind": "unknown",
      "proves": "updateChannelMessage responds with 404 if no resource has the identifier.",
      "operationIds": [
        "updateChannelMessage"
      ],
      "outcome": "passed",
      "findings": [],
      "requests": 1,
      "elapsed": 11
    },
    {
      "id": "unknown deleteChannelMessage",
      "kind": "unknown",
      "proves": "deleteChannelMessage responds with 404 if no resource has the identifier.",
      "operationIds": [
        "deleteChannelMessage"
      ],
      "outcome": "passed",
      "findings": [],
      "requests": 1,
      "elapsed": 7
    },
    {
      "id": "negative createServiceConversationMessage path/ChatServiceSid type",
      "kind": "negative",
      "proves": "createServiceConversationMessage rejects a request whose path/ChatServiceSid is not: string.",
      "operationIds": [
        "createServiceConversationMessage"
      ],
      "outcome": "passed",
      "findings": [],
      "requests": 1,
      "elapsed": 7,
      "rule": {
        "part": "path",
        "pointer": "/ChatServiceSid",
        "keyword": "type",
        "expected": "string"
      }
    },
    {
      "id": "negative createServiceConversationMessage path/ChatServiceSid pattern",
      "kind": "negative",
      "proves": "createServiceConversationMessage rejects a request whose path/ChatServiceSid is not: matches ^IS[0-9a-fA-F]{32}$.",
      "operationIds": [
        "createServiceConversationMessage"
      ],
      "outcome": "passed",
      "findings": [],
      "requests": 1,
      "elapsed": 12,
      "rule": {
        "part": "path",
        "pointer": "/ChatServiceSid",
        "keyword": "pattern",
        "expected": "^IS[0-9a-fA-F]{32}$"
      }
    },
    {
      "id": "negative createServiceConversationMessage path/ChatServiceSid minLength",
      "kind": "negative",
      "proves": "createServiceConversationMessage rejects a request whose path/ChatServiceSid is not: at least 34 characters.",
      "operationIds": [
        "createServiceConversationMessage"
      ],
      "outcome": "passed",
      "findings": [],
      "requests": 1,
      "elapsed": 16,
      "rule": {
        "part": "path",
        "pointer": "/ChatServiceSid",
        "keyword": "minLength",
        "expected": 34
      }
    },
    {
      "id": "negative createServiceConversationMessage path/ChatServiceSid maxLength",
      "kind": "negative",
      "proves": "createServiceConversationMessage rejects a request whose path/ChatServiceSid is not: at most 34 characters.",
      "operationIds": [
        "createServiceConversationMessage"
      ],
      "outcome": "passed",
      "findings": [],
      "requests": 1,
      "elapsed": 19,
      "rule": {
        "part": "path",
        "pointer": "/ChatServiceSid",
        "keyword": "maxLength",
        "expected": 34
      }
    },
    {
      "id": "negative createServiceConversationMessage header/X-Twilio-Webhook-Enabled type",
      "kind": "negative",
      "proves": "createServiceConversationMessage rejects a request whose header/X-Twilio-Webhook-Enabled is not: string.",
      "operationIds": [
        "createServiceConversationMessage"
      ],
      "outcome": "passed",
      "findings": [],
      "requests": 1,
      "elapsed": 21,
      "rule": {
        "part": "header",
        "pointer": "/X-Twilio-Webhook-Enabled",
        "keyword": "type",
        "expected": "string"
      }
    },
    {
      "id": "negative createServiceConversationMessage header/X-Twilio-Webhook-Enabled enum",
      "kind": "negative",
      "proves": "createServiceConversationMessage rejects a request whose header/X-Twilio-Webhook-Enabled is not: one of \"true\", \"false\".",
      "operationIds": [
        "createServiceConversationMessage"
      ],
      "outcome": "passed",
      "findings": [],
      "requests": 1,
      "elapsed": 17,
      "rule": {
        "part": "header",
        "pointer": "/X-Twilio-Webhook-Enabled",
        "keyword": "enum",
        "expected": [
          "true",
          "false"
        ]
      }
    },
    {
      "id": "limit createServiceConversationMessage header/X-Twilio-Webhook-Enabled enum",
      "kind": "limit",
      "proves": "createServiceConversationMessage accepts a header/X-Twilio-Webhook-Enabled at the limit: one of \"true\", \"false\".",
      "operationIds": [
        "createServiceConversationMessage"
      ],
      "outcome": "passed",
      "findings": [],
      "requests": 1,
      "elapsed": 17,
      "rule": {
        "part": "header",
        "pointer": "/X-Twilio-Webhook-Enabled",
        "keyword": "enum",
        "expected": [
          "true",
          "false"
        ]
      }
    },
    {
      "id": "negative createServiceConversationMessage body/Body maxLength",
      "kind": "negative",
      "proves": "createServiceConversationMessage rejects a request whose body/Body is not: at most 1600 characters.",
      "operationIds": [
        "createServiceConversationMessage"
      ],
      "outcome": "passed",
      "findings": [],
      "requests": 1,
      "elapsed": 17,
      "rule": {
        "part": "body",
        "pointer": "/Body",
        "keyword": "maxLength",
        "expected": 1600
      }
    },
    {
      "id": "limit createServiceConversationMessage body/Body maxLength",
      "kind": "limit",
      "proves": "createServiceConversationMessage accepts a body/Body at the limit: at most 1600 characters.",
      "operationIds": [
        "createServiceConversationMessage"
      ],
      "outcome": "passed",
      "findings": [],
      "requests": 1,
      "elapsed": 17,
      "rule": {
        "part": "body",
        "pointer": "/Body",
        "keyword": "maxLength",
        "expected": 1600
      }
    },
    {
      "id": "negative createServiceConversationMessage body/DateCreated type",
      "kind": "negative",
      "proves": "createServiceConversationMessage rejects a request whose body/DateCreated is not: string.",
      "operationIds": [
        "createServiceConversationMessage"
      ],
      "outcome": "passed",
      "findings": [],
      "requests": 1,
      "elapsed": 28,
      "rule": {
        "part": "body",
        "pointer": "/DateCreated",
        "keyword": "type",
        "expected": "string"
      }
    },
    {
      "id": "negative createServiceConversationMessage body/DateCreated format",
      "kind": "negative",
      "proves": "createServiceConversationMessage rejects a request whose body/DateCreated is not: date-time.",
      "operationIds": [
        "createServiceConversationMessage"
      ],
      "outcome": "passed",
      "findings": [],
      "requests": 1,
      "elapsed": 19,
      "rule": {
        "part": "body",
        "pointer": "/DateCreated",
        "keyword": "format",
        "expected": "date-time"
      }
    },
    {
      "id": "negative createServiceConversationMessage body/DateUpdated type",
      "kind": "negative",
      "proves": "createServiceConversationMessage rejects a request whose body/DateUpdated is not: string.",
      "operationIds": [
        "createServiceConversationMessage"
      ],
      "outcome": "passed",
      "findings": [],
      "requests": 1,
      "elapsed": 24,
      "rule": {
        "part": "body",
        "pointer": "/DateUpdated",
        "keyword": "type",
        "expected": "string"
      }
    },
    {
      "id": "negative createServiceConversationMessage body/DateUpdated format",
      "kind": "negative",
      "proves": "createServiceConversationMessage rejects a request whose body/DateUpdated is not: date-time.",
      "operationIds": [
        "createServiceConversationMessage"
      ],
      "outcome": "passed",
      "findings": [],
      "requests": 1,
      "elapsed": 21,
      "rule": {
        "part": "body",
        "pointer": "/DateUpdated",
        "keyword": "format",
        "expected": "date-time"
      }
    },
    {
      "id": "negative createServiceConversationMessage body/Attributes contentMediaType",
      "kind": "negative",
      "proves": "createServiceConversationMessage rejects a request whose body/Attributes is not: holds JSON.",
      "operationIds": [
        "createServiceConversationMessage"
      ],
      "outcome": "passed",
      "findings": [],
      "requests": 1,
      "elapsed": 10,
      "rule": {
        "part": "body",
        "pointer": "/Attributes",
        "keyword": "contentMediaType",
        "expected": "application/json"
      }
    },
    {
      "id": "negative createServiceConversationMessage body/MediaSid type",
      "kind": "negative",
      "proves": "createServiceConversationMessage rejects a request whose body/MediaSid is not: string.",
      "operationIds": [
        "createServiceConversationMessage"
      ],
      "outcome": "passed",
      "findings": [],
      "requests": 1,
      "elapsed": 5,
      "rule": {
        "part": "body",
        "pointer": "/MediaSid",
        "keyword": "type",
        "expected": "string"
      }
    },
    {
      "id": "negative createServiceConversationMessage body/MediaSid pattern",
      "kind": "negative",
      "proves": "createServiceConversationMessage rejects a request whose body/MediaSid is not: matches ^ME[0-9a-fA-F]{32}$.",
      "operationIds": [
        "createServiceConversationMessage"
      ],
      "outcome": "passed",
      "findings": [],
      "requests": 1,
      "elapsed": 6,
      "rule": {
        "part": "body",
        "pointer": "/MediaSid",
        "keyword": "pattern",
        "expected": "^ME[0-9a-fA-F]{32}$"
      }
    },
    {
      "id": "negative createServiceConversationMessage body/MediaSid minLength",
      "kind": "negative",
      "proves": "createServiceConversationMessage rejects a request whose body/MediaSid is not: at least 34 characters.",
      "operationIds": [
        "createServiceConversationMessage"
      ],
      "outcome": "passed",
      "findings": [],
      "requests": 1,
      "elapsed": 7,
      "rule": {
        "part": "body",
        "pointer": "/MediaSid",
        "keyword": "minLength",
        "expected": 34
      }
    },
    {
      "id": "negative createServiceConversationMessage body/MediaSid maxLength",
      "kind": "negative",
      "proves": "createServiceConversationMessage rejects a request whose body/MediaSid is not: at most 34 characters.",
      "operationIds": [
        "createServiceConversationMessage"
      ],
      "outcome": "passed",
      "findings": [],
      "requests": 1,
      "elapsed": 7,
      "rule": {
        "part": "body",
        "pointer": "/MediaSid",
        "keyword": "maxLength",
        "expected": 34
      }
    },
    {
      "id": "negative createServiceConversationMessage body/ContentSid type",
      "kind": "negative",
      "proves": "createServiceConversationMessage rejects a request whose body/ContentSid is not: string.",
      "operationIds": [
        "createServiceConversationMessage"
      ],
      "outcome": "passed",
      "findings": [],
      "requests": 1,
      "elapsed": 7,
      "rule": {
        "part": "body",
        "pointer": "/ContentSid",
        "keyword": "type",
        "expected": "string"
      }
    },
    {
      "id": "negative createServiceConversationMessage body/ContentSid pattern",
      "kind": "negative",
      "proves": "createServiceConversationMessage rejects a request whose body/ContentSid is not: matches ^HX[0-9a-fA-F]{32}$.",
      "operationIds": [
        "createServiceConversationMessage"
      ],
      "outcome": "passed",
      "findings": [],
      "requests": 1,
      "elapsed": 6,
      "rule": {
        "part": "body",
        "pointer": "/ContentSid",
        "keyword": "pattern",
        "expected": "^HX[0-9a-fA-F]{32}$"
      }
    },
    {
      "id": "negative createServiceConversationMessage body/ContentSid minLength",
      "kind": "negative",
      "proves": "createServiceConversationMessage rejects a request whose body/ContentSid is not: at least 34 characters.",
      "operationIds": [
        "createServiceConversationMessage"
      ],
      "outcome": "passed",
      "findings": [],
      "requests": 1,
      "elapsed": 6,
      "rule": {
        "part": "body",
        "pointer": "/ContentSid",
        "keyword": "minLength",
        "expected": 34
      }
    },
    {
      "id": "negative createServiceConversationMessage body/ContentSid maxLength",
      "kind": "negative",
      "proves": "createServiceConversationMessage rejects a request whose body/ContentSid is not: at most 34 characters.",
      "operationIds": [
        "createServiceConversationMessage"
      ],
      "outcome": "passed",
      "findings": [],
      "requests": 1,
      "elapsed": 6,
      "rule": {
        "part": "body",
        "pointer": "/ContentSid",
        "keyword": "maxLength",
        "expected": 34
      }
    },
    {
      "id": "negative createServiceConversationMessage body/ContentVariables contentMediaType",
      "kind": "negative",
      "proves": "createServiceConversationMessage rejects a request whose body/ContentVariables is not: holds JSON.",
      "operationIds": [
        "createServiceConversationMessage"
      ],
      "outcome": "passed",
      "findings": [],
      "requests": 1,
      "elapsed": 6,
      "rule": {
        "part": "body",
        "pointer": "/ContentVariables",
        "keyword": "contentMediaType",
        "expected": "application/json"
      }
    },
    {
      "id": "negative createServiceConversationMessage body/Subject maxLength",
      "kind": "negative",
      "proves": "createServiceConversationMessage rejects a request whose body/Subject is not: at most 256 characters.",
      "operationIds": [
        "createServiceConversationMessage"
      ],
      "outcome": "passed",
      "findings": [],
      "requests": 1,
      "elapsed": 5,
      "rule": {
        "part": "body",
        "pointer": "/Subject",
        "keyword": "maxLength",
        "expected": 256
      }
    },
    {
      "id": "limit createServiceConversationMessage body/Subject maxLength",
      "kind": "limit",
      "proves": "createServiceConversationMessage accepts a body/Subject at the limit: at most 256 characters.",
      "operationIds": [
        "createServiceConversationMessage"
      ],
      "outcome": "passed",
      "findings": [],
      "requests": 1,
      "elapsed": 4,
      "rule": {
        "part": "body",
        "pointer": "/Subject",
        "keyword": "maxLength",
        "expected": 256
      }
    },
    {
      "id": "negative fetchConversationMessage path/Sid type",
      "kind": "negative",
      "proves": "fetchConversationMessage rejects a request whose path/Sid is not: string.",
      "operationIds": [
        "fetchConversationMessage"
      ],
      "outcome": "passed",
      "findings": [],
      "requests": 2,
      "elapsed": 17,
      "rule": {
        "part": "path",
        "pointer": "/Sid",
        "keyword": "type",
        "expected": "string"
      }
    },
    {
      "id": "negative fetchConversationMessage path/Sid pattern",
      "kind": "negative",
      "proves": "fetchConversationMessage rejects a request whose path/Sid is not: matches ^IM[0-9a-fA-F]{32}$.",
      "operationIds": [
        "fetchConversationMessage"
      ],
      "outcome": "passed",
      "findings": [],
      "requests": 2,
      "elapsed": 16,
      "rule": {
        "part": "path",
        "pointer": "/Sid",
        "keyword": "pattern",
        "expected": "^IM[0-9a-fA-F]{32}$"
      }
    },
    {
      "id": "negative fetchConversationMessage path/Sid minLength",
      "kind": "negative",
      "proves": "fetchConversationMessage rejects a request whose path/Sid is not: at least 34 characters.",
      "operationIds": [
        "fetchConversationMessage"
      ],
      "outcome": "passed",
      "findings": [],
      "requests": 2,
      "elapsed": 21,
      "rule": {
        "part": "path",
        "pointer": "/Sid",
        "keyword": "minLength",
        "expected": 34
      }
    },
    {
      "id": "negative fetchConversationMessage path/Sid maxLength",
      "kind": "negative",
      "proves": "fetchConversationMessage rejects a request whose path/Sid is not: at most 34 characters.",
      "operationIds": [
        "fetchConversationMessage"
      ],
      "outcome": "passed",
      "findings": [],
      "requests": 2,
      "elapsed": 22,
      "rule": {
        "part": "path",
        "pointer": "/Sid",
        "keyword": "maxLength",
        "expected": 34
      }
    },
    {
      "id": "negative listChannelMessages path/ServiceSid type",
      "kind": "negative",
      "proves": "listChannelMessages rejects a request whose path/ServiceSid is not: string.",
      "operationIds": [
        "listChannelMessages"
      ],
      "outcome": "passed",
      "findings": [],
      "requests": 1,
      "elapsed": 16,
      "rule": {
        "part": "path",
        "pointer": "/ServiceSid",
        "keyword": "type",
        "expected": "string"
      }
    },
    {
      "id": "negative listChannelMessages path/ServiceSid pattern",
      "kind": "negative",
      "proves": "listChannelMessages rejects a request whose path/ServiceSid is not: matches ^IS[0-9a-fA-F]{32}$.",
      "operationIds": [
        "listChannelMessages"
      ],
      "outcome": "passed",
      "findings": [],
      "requests": 1,
      "elapsed": 24,
      "rule": {
        "part": "path",
        "pointer": "/ServiceSid",
        "keyword": "pattern",
        "expected": "^IS[0-9a-fA-F]{32}$"
      }
    },
    {
      "id": "negative listChannelMessages path/ServiceSid minLength",
      "kind": "negative",
      "proves": "listChannelMessages rejects a request whose path/ServiceSid is not: at least 34 characters.",
      "operationIds": [
        "listChannelMessages"
      ],
      "outcome": "passed",
      "findings": [],
      "requests": 1,
      "elapsed": 25,
      "rule": {
        "part": "path",
        "pointer": "/ServiceSid",
        "keyword": "minLength",
        "expected": 34
      }
    },
    {
      "id": "negative listChannelMessages path/ServiceSid maxLength",
      "kind": "negative",
      "proves": "listChannelMessages rejects a request whose path/ServiceSid is not: at most 34 characters.",
      "operationIds": [
        "listChannelMessages"
      ],
      "outcome": "passed",
      "findings": [],
      "requests": 1,
      "elapsed": 17,
      "rule": {
        "part": "path",
        "pointer": "/ServiceSid",
        "keyword": "maxLength",
        "expected": 34
      }
    },
    {
      "id": "negative listChannelMessages path/ChannelSid type",
      "kind": "negative",
      "proves": "listChannelMessages rejects a request whose path/ChannelSid is not: string.",
      "operationIds": [
        "listChannelMessages"
      ],
      "outcome": "passed",
      "findings": [],
      "requests": 1,
      "elapsed": 17,
      "rule": {
        "part": "path",
        "pointer": "/ChannelSid",
        "keyword": "type",
        "expected": "string"
      }
    },
    {
      "id": "negative listChannelMessages path/ChannelSid pattern",
      "kind": "negative",
      "proves": "listChannelMessages rejects a request whose path/ChannelSid is not: matches ^CH[0-9a-fA-F]{32}$.",
      "operationIds": [
        "listChannelMessages"
      ],
      "outcome": "passed",
      "findings": [],
      "requests": 1,
      "elapsed": 32,
      "rule": {
        "part": "path",
        "pointer": "/ChannelSid",
        "keyword": "pattern",
        "expected": "^CH[0-9a-fA-F]{32}$"
      }
    },
    {
      "id": "negative listChannelMessages path/ChannelSid minLength",
      "kind": "negative",
      "proves": "listChannelMessages rejects a request whose path/ChannelSid is not: at least 34 characters.",
      "operationIds": [
        "listChannelMessages"
      ],
      "outcome": "passed",
      "findings": [],
      "requests": 1,
      "elapsed": 32,
      "rule": {
        "part": "path",
        "pointer": "/ChannelSid",
        "keyword": "minLength",
        "expected": 34
      }
    },
    {
      "id": "negative listChannelMessages path/ChannelSid maxLength",
      "kind": "negative",
      "proves": "listChannelMessages rejects a request whose path/ChannelSid is not: at most 34 characters.",
      "operationIds": [
        "listChannelMessages"
      ],
      "outcome": "passed",
      "findings": [],
      "requests": 1,
      "elapsed": 33,
      "rule": {
        "part": "path",
        "pointer": "/ChannelSid",
        "keyword": "maxLength",
        "expected": 34
      }
    },
    {
      "id": "negative listChannelMessages query/Order type",
      "kind": "negative",
      "proves": "listChannelMessages rejects a request whose query/Order is not: string.",
      "operationIds": [
        "listChannelMessages"
      ],
      "outcome": "passed",
      "findings": [],
      "requests": 1,
      "elapsed": 49,
      "rule": {
        "part": "query",
        "pointer": "/Order",
        "keyword": "type",
        "expected": "string"
      }
    },
    {
      "id": "negative listChannelMessages query/Order enum",
      "kind": "negative",
      "proves": "listChannelMessages rejects a request whose query/Order is not: one of \"asc\", \"desc\".",
      "operationIds": [
        "listChannelMessages"
      ],
      "outcome": "passed",
      "findings": [],
      "requests": 1,
      "elapsed": 22,
      "rule": {
        "part": "query",
        "pointer": "/Order",
        "keyword": "enum",
        "expected": [
          "asc",
          "desc"
        ]
      }
    },
    {
      "id": "limit listChannelMessages query/Order enum",
      "kind": "limit",
      "proves": "listChannelMessages accepts a query/Order at the limit: one of \"asc\", \"desc\".",
      "operationIds": [
        "listChannelMessages"
      ],
      "outcome": "passed",
      "findings": [],
      "requests": 1,
      "elapsed": 21,
      "rule": {
        "part": "query",
        "pointer": "/Order",
        "keyword": "enum",
        "expected": [
          "asc",
          "desc"
        ]
      }
    },
    {
      "id": "negative listChannelMessages query/PageSize type",
      "kind": "negative",
      "proves": "listChannelMessages rejects a request whose query/PageSize is not: integer.",
      "operationIds": [
        "listChannelMessages"
      ],
      "outcome": "passed",
      "findings": [],
      "requests": 1,
      "elapsed": 22,
      "rule": {
        "part": "query",
        "pointer": "/PageSize",
        "keyword": "type",
        "expected": "integer"
      }
    },
    {
      "id": "negative listChannelMessages query/PageSize minimum",
      "kind": "negative",
      "proves": "listChannelMessages rejects a request whose query/PageSize is not: at least 1.",
      "operationIds": [
        "listChannelMessages"
      ],
      "outcome": "passed",
      "findings": [],
      "requests": 1,
      "elapsed": 6,
      "rule": {
        "part": "query",
        "pointer": "/PageSize",
        "keyword": "minimum",
        "expected": 1
      }
    },
    {
      "id": "limit listChannelMessages query/PageSize minimum",
      "kind": "limit",
      "proves": "listChannelMessages accepts a query/PageSize at the limit: at least 1.",
      "operationIds": [
        "listChannelMessages"
      ],
      "outcome": "passed",
      "findings": [],
      "requests": 1,
      "elapsed": 10,
      "rule": {
        "part": "query",
        "pointer": "/PageSize",
        "keyword": "minimum",
        "expected": 1
      }
    },
    {
      "id": "negative listChannelMessages query/PageSize maximum",
      "kind": "negative",
      "proves": "listChannelMessages rejects a request whose query/PageSize is not: at most 1000.",
      "operationIds": [
        "listChannelMessages"
      ],
      "outcome": "passed",
      "findings": [],
      "requests": 1,
      "elapsed": 10,
      "rule": {
        "part": "query",
        "pointer": "/PageSize",
        "keyword": "maximum",
        "expected": 1000
      }
    },
    {
      "id": "limit listChannelMessages query/PageSize maximum",
      "kind": "limit",
      "proves": "listChannelMessages accepts a query/PageSize at the limit: at most 1000.",
      "operationIds": [
        "listChannelMessages"
      ],
      "outcome": "passed",
      "findings": [],
      "requests": 1,
      "elapsed": 10,
      "rule": {
        "part": "query",
        "pointer": "/PageSize",
        "keyword": "maximum",
        "expected": 1000
      }
    },
    {
      "id": "negative listChannelMessages query/Page type",
      "kind": "negative",
      "proves": "listChannelMessages rejects a request whose query/Page is not: integer.",
      "operationIds": [
        "listChannelMessages"
      ],
      "outcome": "passed",
      "findings": [],
      "requests": 1,
      "elapsed": 10,
      "rule": {
        "part": "query",
        "pointer": "/Page",
        "keyword": "type",
        "expected": "integer"
      }
    },
    {
      "id": "negative listChannelMessages query/Page minimum",
      "kind": "negative",
      "proves": "listChannelMessages rejects a request whose query/Page is not: at least 0.",
      "operationIds": [
        "listChannelMessages"
      ],
      "outcome": "passed",
      "findings": [],
      "requests": 1,
      "elapsed": 5,
      "rule": {
        "part": "query",
        "pointer": "/Page",
        "keyword": "minimum",
        "expected": 0
      }
    },
    {
      "id": "limit listChannelMessages query/Page minimum",
      "kind": "limit",
      "proves": "listChannelMessages accepts a query/Page at the limit: at least 0.",
      "operationIds": [
        "listChannelMessages"
      ],
      "outcome": "passed",
      "findings": [],
      "requests": 1,
      "elapsed": 5,
      "rule": {
        "part": "query",
        "pointer": "/Page",
        "keyword": "minimum",
        "expected": 0
      }
    },
    {
      "id": "negative createChannelMessage path/ServiceSid type",
      "kind": "negative",
      "proves": "createChannelMessage rejects a request whose path/ServiceSid is not: string.",
      "operationIds": [
        "createChannelMessage"
      ],
      "outcome": "passed",
      "findings": [],
      "requests": 2,
      "elapsed": 7,
      "rule": {
        "part": "path",
        "pointer": "/ServiceSid",
        "keyword": "type",
        "expected": "string"
      }
    },
    {
      "id": "negative createChannelMessage path/ServiceSid pattern",
      "kind": "negative",
      "proves": "createChannelMessage rejects a request whose path/ServiceSid is not: matches ^IS[0-9a-fA-F]{32}$.",
      "operationIds": [
        "createChannelMessage"
      ],
      "outcome": "passed",
      "findings": [],
      "requests": 2,
      "elapsed": 9,
      "rule": {
        "part": "path",
        "pointer": "/ServiceSid",
        "keyword": "pattern",
        "expected": "^IS[0-9a-fA-F]{32}$"
      }
    },
    {
      "id": "negative createChannelMessage path/ServiceSid minLength",
      "kind": "negative",
      "proves": "createChannelMessage rejects a request whose path/ServiceSid is not: at least 34 characters.",
      "operationIds": [
        "createChannelMessage"
      ],
      "outcome": "passed",
      "findings": [],
      "requests": 2,
      "elapsed": 9,
      "rule": {
        "part": "path",
        "pointer": "/ServiceSid",
        "keyword": "minLength",
        "expected": 34
      }
    },
    {
      "id": "negative createChannelMessage path/ServiceSid maxLength",
      "kind": "negative",
      "proves": "createChannelMessage rejects a request whose path/ServiceSid is not: at most 34 characters.",
      "operationIds": [
        "createChannelMessage"
      ],
      "outcome": "passed",
      "findings": [],
      "requests": 2,
      "elapsed": 10,
      "rule": {
        "part": "path",
        "pointer": "/ServiceSid",
        "keyword": "maxLength",
        "expected": 34
      }
    },
    {
      "id": "negative createChannelMessage path/ChannelSid type",
      "kind": "negative",
      "proves": "createChannelMessage rejects a request whose path/ChannelSid is not: string.",
      "operationIds": [
        "createChannelMessage"
      ],
      "outcome": "passed",
      "findings": [],
      "requests": 2,
      "elapsed": 10,
      "rule": {
        "part": "path",
        "pointer": "/ChannelSid",
        "keyword": "type",
        "expected": "string"
      }
    },
    {
      "id": "negative createChannelMessage path/ChannelSid pattern",
      "kind": "negative",
      "proves": "createChannelMessage rejects a request whose path/ChannelSid is not: matches ^CH[0-9a-fA-F]{32}$.",
      "operationIds": [
        "createChannelMessage"
      ],
      "outcome": "passed",
      "findings": [],
      "requests": 2,
      "elapsed": 7,
      "rule": {
        "part": "path",
        "pointer": "/ChannelSid",
        "keyword": "pattern",
        "expected": "^CH[0-9a-fA-F]{32}$"
      }
    },
    {
      "id": "negative createChannelMessage path/ChannelSid minLength",
      "kind": "negative",
      "proves": "createChannelMessage rejects a request whose path/ChannelSid is not: at least 34 characters.",
      "operationIds": [
        "createChannelMessage"
      ],
      "outcome": "passed",
      "findings": [],
      "requests": 2,
      "elapsed": 6,
      "rule": {
        "part": "path",
        "pointer": "/ChannelSid",
        "keyword": "minLength",
        "expected": 34
      }
    },
    {
      "id": "negative createChannelMessage path/ChannelSid maxLength",
      "kind": "negative",
      "proves": "createChannelMessage rejects a request whose path/ChannelSid is not: at most 34 characters.",
      "operationIds": [
        "createChannelMessage"
      ],
      "outcome": "passed",
      "findings": [],
      "requests": 2,
      "elapsed": 6,
      "rule": {
        "part": "path",
        "pointer": "/ChannelSid",
        "keyword": "maxLength",
        "expected": 34
      }
    },
    {
      "id": "negative createChannelMessage body/Body required",
      "kind": "negative",
      "proves": "createChannelMessage rejects a request whose body/Body is not: required.",
      "operationIds": [
        "createChannelMessage"
      ],
      "outcome": "passed",
      "findings": [],
      "requests": 2,
      "elapsed": 7,
      "rule": {
        "part": "body",
        "pointer": "/Body",
        "keyword": "required",
        "expected": "Body"
      }
    },
    {
      "id": "negative createChannelMessage body/Attributes contentMediaType",
      "kind": "negative",
      "proves": "createChannelMessage rejects a request whose body/Attributes is not: holds JSON.",
      "operationIds": [
        "createChannelMessage"
      ],
      "outcome": "passed",
      "findings": [],
      "requests": 2,
      "elapsed": 11,
      "rule": {
        "part": "body",
        "pointer": "/Attributes",
        "keyword": "contentMediaType",
        "expected": "application/json"
      }
    },
    {
      "id": "negative fetchChannelMessage path/ServiceSid type",
      "kind": "negative",
      "proves": "fetchChannelMessage rejects a request whose path/ServiceSid is not: string.",
      "operationIds": [
        "fetchChannelMessage"
      ],
      "outcome": "passed",
      "findings": [],
      "requests": 2,
      "elapsed": 12,
      "rule": {
        "part": "path",
        "pointer": "/ServiceSid",
        "keyword": "type",
        "expected": "string"
      }
    },
    {
      "id": "negative fetchChannelMessage path/ServiceSid pattern",
      "kind": "negative",
      "proves": "fetchChannelMessage rejects a request whose path/ServiceSid is not: matches ^IS[0-9a-fA-F]{32}$.",
      "operationIds": [
        "fetchChannelMessage"
      ],
      "outcome": "passed",
      "findings": [],
      "requests": 2,
      "elapsed": 12,
      "rule": {
        "part": "path",
        "pointer": "/ServiceSid",
        "keyword": "pattern",
        "expected": "^IS[0-9a-fA-F]{32}$"
      }
    },
    {
      "id": "negative fetchChannelMessage path/ServiceSid minLength",
      "kind": "negative",
      "proves": "fetchChannelMessage rejects a request whose path/ServiceSid is not: at least 34 characters.",
      "operationIds": [
        "fetchChannelMessage"
      ],
      "outcome": "passed",
      "findings": [],
      "requests": 2,
      "elapsed": 22,
      "rule": {
        "part": "path",
        "pointer": "/ServiceSid",
        "keyword": "minLength",
        "expected": 34
      }
    },
    {
      "id": "negative fetchChannelMessage path/ServiceSid maxLength",
      "kind": "negative",
      "proves": "fetchChannelMessage rejects a request whose path/ServiceSid is not: at most 34 characters.",
      "operationIds": [
        "fetchChannelMessage"
      ],
      "outcome": "passed",
      "findings": [],
      "requests": 2,
      "elapsed": 19,
      "rule": {
        "part": "path",
        "pointer": "/ServiceSid",
        "keyword": "maxLength",
        "expected": 34
      }
    },
    {
      "id": "negative fetchChannelMessage path/ChannelSid type",
      "kind": "negative",
      "proves": "fetchChannelMessage rejects a request whose path/ChannelSid is not: string.",
      "operationIds": [
        "fetchChannelMessage"
      ],
      "outcome": "passed",
      "findings": [],
      "requests": 2,
      "elapsed": 23,
      "rule": {
        "part": "path",
        "pointer": "/ChannelSid",
        "keyword": "type",
        "expected": "string"
      }
    },
    {
      "id": "negative fetchChannelMessage path/ChannelSid pattern",
      "kind": "negative",
      "proves": "fetchChannelMessage rejects a request whose path/ChannelSid is not: matches ^CH[0-9a-fA-F]{32}$.",
      "operationIds": [
        "fetchChannelMessage"
      ],
      "outcome": "passed",
      "findings": [],
      "requests": 2,
      "elapsed": 23,
      "rule": {
        "part": "path",
        "pointer": "/ChannelSid",
        "keyword": "pattern",
        "expected": "^CH[0-9a-fA-F]{32}$"
      }
    },
    {
      "id": "negative fetchChannelMessage path/ChannelSid minLength",
      "kind": "negative",
      "proves": "fetchChannelMessage rejects a request whose path/ChannelSid is not: at least 34 characters.",
      "operationIds": [
        "fetchChannelMessage"
      ],
      "outcome": "passed",
      "findings": [],
      "requests": 2,
      "elapsed": 24,
      "rule": {
        "part": "path",
        "pointer": "/ChannelSid",
        "keyword": "minLength",
        "expected": 34
      }
    },
    {
      "id": "negative fetchChannelMessage path/ChannelSid maxLength",
      "kind": "negative",
      "proves": "fetchChannelMessage rejects a request whose path/ChannelSid is not: at most 34 characters.",
      "operationIds": [
        "fetchChannelMessage"
      ],
      "outcome": "passed",
      "findings": [],
      "requests": 2,
      "elapsed": 31,
      "rule": {
        "part": "path",
        "pointer": "/ChannelSid",
        "keyword": "maxLength",
        "expected": 34
      }
    },
    {
      "id": "negative fetchChannelMessage path/Sid type",
      "kind": "negative",
      "proves": "fetchChannelMessage rejects a request whose path/Sid is not: string.",
      "operationIds": [
        "fetchChannelMessage"
      ],
      "outcome": "passed",
      "findings": [],
      "requests": 2,
      "elapsed": 27,
      "rule": {
        "part": "path",
        "pointer": "/Sid",
        "keyword": "type",
        "expected": "string"
      }
    },
    {
      "id": "negative fetchChannelMessage path/Sid pattern",
      "kind": "negative",
      "proves": "fetchChannelMessage rejects a request whose path/Sid is not: matches ^IM[0-9a-fA-F]{32}$.",
      "operationIds": [
        "fetchChannelMessage"
      ],
      "outcome": "passed",
      "findings": [],
      "requests": 2,
      "elapsed": 26,
      "rule": {
        "part": "path",
        "pointer": "/Sid",
        "keyword": "pattern",
        "expected": "^IM[0-9a-fA-F]{32}$"
      }
    },
    {
      "id": "negative fetchChannelMessage path/Sid minLength",
      "kind": "negative",
      "proves": "fetchChannelMessage rejects a request whose path/Sid is not: at least 34 characters.",
      "operationIds": [
        "fetchChannelMessage"
      ],
      "outcome": "passed",
      "findings": [],
      "requests": 2,
      "elapsed": 29,
      "rule": {
        "part": "path",
        "pointer": "/Sid",
        "keyword": "minLength",
        "expected": 34
      }
    },
    {
      "id": "negative fetchChannelMessage path/Sid maxLength",
      "kind": "negative",
      "proves": "fetchChannelMessage rejects a request whose path/Sid is not: at most 34 characters.",
      "operationIds": [
        "fetchChannelMessage"
      ],
      "outcome": "passed",
      "findings": [],
      "requests": 2,
      "elapsed": 38,
      "rule": {
        "part": "path",
        "pointer": "/Sid",
        "keyword": "maxLength",
        "expected": 34
      }
    },
    {
      "id": "negative updateChannelMessage path/ServiceSid type",
      "kind": "negative",
      "proves": "updateChannelMessage rejects a request whose path/ServiceSid is not: string.",
      "operationIds": [
        "updateChannelMessage"
      ],
      "outcome": "passed",
      "findings": [],
      "requests": 3,
      "elapsed": 74,
      "rule": {
        "part": "path",
        "pointer": "/ServiceSid",
        "keyword": "type",
        "expected": "string"
      }
    },
    {
      "id": "negative updateChannelMessage path/ServiceSid pattern",
      "kind": "negative",
      "proves": "updateChannelMessage rejects a request whose path/ServiceSid is not: matches ^IS[0-9a-fA-F]{32}$.",
      "operationIds": [
        "updateChannelMessage"
      ],
      "outcome": "passed",
      "findings": [],
      "requests": 3,
      "elapsed": 94,
      "rule": {
        "part": "path",
        "pointer": "/ServiceSid",
        "keyword": "pattern",
        "expected": "^IS[0-9a-fA-F]{32}$"
      }
    },
    {
      "id": "negative updateChannelMessage path/ServiceSid minLength",
      "kind": "negative",
      "proves": "updateChannelMessage rejects a request whose path/ServiceSid is not: at least 34 characters.",
      "operationIds": [
        "updateChannelMessage"
      ],
      "outcome": "passed",
      "findings": [],
      "requests": 3,
      "elapsed": 115,
      "rule": {
        "part": "path",
        "pointer": "/ServiceSid",
        "keyword": "minLength",
        "expected": 34
      }
    },
    {
      "id": "negative updateChannelMessage path/ServiceSid maxLength",
      "kind": "negative",
      "proves": "updateChannelMessage rejects a request whose path/ServiceSid is not: at most 34 characters.",
      "operationIds": [
        "updateChannelMessage"
      ],
      "outcome": "passed",
      "findings": [],
      "requests": 3,
      "elapsed": 98,
      "rule": {
        "part": "path",
        "pointer": "/ServiceSid",
        "keyword": "maxLength",
        "expected": 34
      }
    },
    {
      "id": "negative updateChannelMessage path/ChannelSid type",
      "kind": "negative",
      "proves": "updateChannelMessage rejects a request whose path/ChannelSid is not: string.",
      "operationIds": [
        "updateChannelMessage"
      ],
      "outcome": "passed",
      "findings": [],
      "requests": 3,
      "elapsed": 98,
      "rule": {
        "part": "path",
        "pointer": "/ChannelSid",
        "keyword": "type",
        "expected": "string"
      }
    },
    {
      "id": "negative updateChannelMessage path/ChannelSid pattern",
      "kind": "negative",
      "proves": "updateChannelMessage rejects a request whose path/ChannelSid is not: matches ^CH[0-9a-fA-F]{32}$.",
      "operationIds": [
        "updateChannelMessage"
      ],
      "outcome": "passed",
      "findings": [],
      "requests": 3,
      "elapsed": 71,
      "rule": {
        "part": "path",
        "pointer": "/ChannelSid",
        "keyword": "pattern",
        "expected": "^CH[0-9a-fA-F]{32}$"
      }
    },
    {
      "id": "negative updateChannelMessage path/ChannelSid minLength",
      "kind": "negative",
      "proves": "updateChannelMessage rejects a request whose path/ChannelSid is not: at least 34 characters.",
      "operationIds": [
        "updateChannelMessage"
      ],
      "outcome": "passed",
      "findings": [],
      "requests": 3,
      "elapsed": 59,
      "rule": {
        "part": "path",
        "pointer": "/ChannelSid",
        "keyword": "minLength",
        "expected": 34
      }
    },
    {
      "id": "negative updateChannelMessage path/ChannelSid maxLength",
      "kind": "negative",
      "proves": "updateChannelMessage rejects a request whose path/ChannelSid is not: at most 34 characters.",
      "operationIds": [
        "updateChannelMessage"
      ],
      "outcome": "passed",
      "findings": [],
      "requests": 3,
      "elapsed": 60,
      "rule": {
        "part": "path",
        "pointer": "/ChannelSid",
        "keyword": "maxLength",
        "expected": 34
      }
    },
    {
      "id": "negative updateChannelMessage path/Sid type",
      "kind": "negative",
      "proves": "updateChannelMessage rejects a request whose path/Sid is not: string.",
      "operationIds": [
        "updateChannelMessage"
      ],
      "outcome": "passed",
      "findings": [],
      "requests": 3,
      "elapsed": 32,
      "rule": {
        "part": "path",
        "pointer": "/Sid",
        "keyword": "type",
        "expected": "string"
      }
    },
    {
      "id": "negative updateChannelMessage path/Sid pattern",
      "kind": "negative",
      "proves": "updateChannelMessage rejects a request whose path/Sid is not: matches ^IM[0-9a-fA-F]{32}$.",
      "operationIds": [
        "updateChannelMessage"
      ],
      "outcome": "passed",
      "findings": [],
      "requests": 3,
      "elapsed": 31,
      "rule": {
        "part": "path",
        "pointer": "/Sid",
        "keyword": "pattern",
        "expected": "^IM[0-9a-fA-F]{32}$"
      }
    },
    {
      "id": "negative updateChannelMessage path/Sid minLength",
      "kind": "negative",
      "proves": "updateChannelMessage rejects a request whose path/Sid is not: at least 34 characters.",
      "operationIds": [
        "updateChannelMessage"
      ],
      "outcome": "passed",
      "findings": [],
      "requests": 3,
      "elapsed": 96,
      "rule": {
        "part": "path",
        "pointer": "/Sid",
        "keyword": "minLength",
        "expected": 34
      }
    },
    {
      "id": "negative updateChannelMessage path/Sid maxLength",
      "kind": "negative",
      "proves": "updateChannelMessage rejects a request whose path/Sid is not: at most 34 characters.",
      "operationIds": [
        "updateChannelMessage"
      ],
      "outcome": "passed",
      "findings": [],
      "requests": 3,
      "elapsed": 99,
      "rule": {
        "part": "path",
        "pointer": "/Sid",
        "keyword": "maxLength",
        "expected": 34
      }
    },
    {
      "id": "negative updateChannelMessage body/Attributes contentMediaType",
      "kind": "negative",
      "proves": "updateChannelMessage rejects a request whose body/Attributes is not: holds JSON.",
      "operationIds": [
        "updateChannelMessage"
      ],
      "outcome": "passed",
      "findings": [],
      "requests": 3,
      "elapsed": 108,
      "rule": {
        "part": "body",
        "pointer": "/Attributes",
        "keyword": "contentMediaType",
        "expected": "application/json"
      }
    },
    {
      "id": "negative deleteChannelMessage path/ServiceSid type",
      "kind": "negative",
      "proves": "deleteChannelMessage rejects a request whose path/ServiceSid is not: string.",
      "operationIds": [
        "deleteChannelMessage"
      ],
      "outcome": "passed",
      "findings": [],
      "requests": 3,
      "elapsed": 107,
      "rule": {
        "part": "path",
        "pointer": "/ServiceSid",
        "keyword": "type",
        "expected": "string"
      }
    },
    {
      "id": "negative deleteChannelMessage path/ServiceSid pattern",
      "kind": "negative",
      "proves": "deleteChannelMessage rejects a request whose path/ServiceSid is not: matches ^IS[0-9a-fA-F]{32}$.",
      "operationIds": [
        "deleteChannelMessage"
      ],
      "outcome": "passed",
      "findings": [],
      "requests": 3,
      "elapsed": 34,
      "rule": {
        "part": "path",
        "pointer": "/ServiceSid",
        "keyword": "pattern",
        "expected": "^IS[0-9a-fA-F]{32}$"
      }
    },
    {
      "id": "negative deleteChannelMessage path/ServiceSid minLength",
      "kind": "negative",
      "proves": "deleteChannelMessage rejects a request whose path/ServiceSid is not: at least 34 characters.",
      "operationIds": [
        "deleteChannelMessage"
      ],
      "outcome": "passed",
      "findings": [],
      "requests": 3,
      "elapsed": 29,
      "rule": {
        "part": "path",
        "pointer": "/ServiceSid",
        "keyword": "minLength",
        "expected": 34
      }
    },
    {
      "id": "negative deleteChannelMessage path/ServiceSid maxLength",
      "kind": "negative",
      "proves": "deleteChannelMessage rejects a request whose path/ServiceSid is not: at most 34 characters.",
      "operationIds": [
        "deleteChannelMessage"
      ],
      "outcome": "passed",
      "findings": [],
      "requests": 3,
      "elapsed": 29,
      "rule": {
        "part": "path",
        "pointer": "/ServiceSid",
        "keyword": "maxLength",
        "expected": 34
      }
    },
    {
      "id": "negative deleteChannelMessage path/ChannelSid type",
      "kind": "negative",
      "proves": "deleteChannelMessage rejects a request whose path/ChannelSid is not: string.",
      "operationIds": [
        "deleteChannelMessage"
      ],
      "outcome": "passed",
      "findings": [],
      "requests": 3,
      "elapsed": 29,
      "rule": {
        "part": "path",
        "pointer": "/ChannelSid",
        "keyword": "type",
        "expected": "string"
      }
    },
    {
      "id": "negative deleteChannelMessage path/ChannelSid pattern",
      "kind": "negative",
      "proves": "deleteChannelMessage rejects a request whose path/ChannelSid is not: matches ^CH[0-9a-fA-F]{32}$.",
      "operationIds": [
        "deleteChannelMessage"
      ],
      "outcome": "passed",
      "findings": [],
      "requests": 3,
      "elapsed": 28,
      "rule": {
        "part": "path",
        "pointer": "/ChannelSid",
        "keyword": "pattern",
        "expected": "^CH[0-9a-fA-F]{32}$"
      }
    },
    {
      "id": "negative deleteChannelMessage path/ChannelSid minLength",
      "kind": "negative",
      "proves": "deleteChannelMessage rejects a request whose path/ChannelSid is not: at least 34 characters.",
      "operationIds": [
        "deleteChannelMessage"
      ],
      "outcome": "passed",
      "findings": [],
      "requests": 3,
      "elapsed": 29,
      "rule": {
        "part": "path",
        "pointer": "/ChannelSid",
        "keyword": "minLength",
        "expected": 34
      }
    },
    {
      "id": "negative deleteChannelMessage path/ChannelSid maxLength",
      "kind": "negative",
      "proves": "deleteChannelMessage rejects a request whose path/ChannelSid is not: at most 34 characters.",
      "operationIds": [
        "deleteChannelMessage"
      ],
      "outcome": "passed",
      "findings": [],
      "requests": 3,
      "elapsed": 15,
      "rule": {
        "part": "path",
        "pointer": "/ChannelSid",
        "keyword": "maxLength",
        "expected": 34
      }
    },
    {
      "id": "negative deleteChannelMessage path/Sid type",
      "kind": "negative",
      "proves": "deleteChannelMessage rejects a request whose path/Sid is not: string.",
      "operationIds": [
        "deleteChannelMessage"
      ],
      "outcome": "passed",
      "findings": [],
      "requests": 3,
      "elapsed": 15,
      "rule": {
        "part": "path",
        "pointer": "/Sid",
        "keyword": "type",
        "expected": "string"
      }
    },
    {
      "id": "negative deleteChannelMessage path/Sid pattern",
      "kind": "negative",
      "proves": "deleteChannelMessage rejects a request whose path/Sid is not: matches ^IM[0-9a-fA-F]{32}$.",
      "operationIds": [
        "deleteChannelMessage"
      ],
      "outcome": "passed",
      "findings": [],
      "requests": 3,
      "elapsed": 19,
      "rule": {
        "part": "path",
        "pointer": "/Sid",
        "keyword": "pattern",
        "expected": "^IM[0-9a-fA-F]{32}$"
      }
    },
    {
      "id": "negative deleteChannelMessage path/Sid minLength",
      "kind": "negative",
      "proves": "deleteChannelMessage rejects a request whose path/Sid is not: at least 34 characters.",
      "operationIds": [
        "deleteChannelMessage"
      ],
      "outcome": "passed",
      "findings": [],
      "requests": 3,
      "elapsed": 21,
      "rule": {
        "part": "path",
        "pointer": "/Sid",
        "keyword": "minLength",
        "expected": 34
      }
    },
    {
      "id": "negative deleteChannelMessage path/Sid maxLength",
      "kind": "negative",
      "proves": "deleteChannelMessage rejects a request whose path/Sid is not: at most 34 characters.",
      "operationIds": [
        "deleteChannelMessage"
      ],
      "outcome": "passed",
      "findings": [],
      "requests": 3,
      "elapsed": 19,
      "rule": {
        "part": "path",
        "pointer": "/Sid",
        "keyword": "maxLength",
        "expected": 34
      }
    }
  ],
  "skips": [
    {
      "id": "negative createServiceConversationMessage path type",
      "kind": "negative",
      "operationIds": [
        "createServiceConversationMessage"
      ],
      "rule": {
        "part": "path",
        "pointer": "",
        "keyword": "type",
        "expected": "object"
      },
      "reason": "a request cannot encode another type"
    },
    {
      "id": "negative createServiceConversationMessage path/ChatServiceSid required",
      "kind": "negative",
      "operationIds": [
        "createServiceConversationMessage"
      ],
      "rule": {
        "part": "path",
        "pointer": "/ChatServiceSid",
        "keyword": "required",
        "expected": "ChatServiceSid"
      },
      "reason": "it cannot be encoded: ChatServiceSid: expected a value for the path, got a undefined"
    },
    {
      "id": "negative createServiceConversationMessage path/ConversationSid required",
      "kind": "negative",
      "operationIds": [
        "createServiceConversationMessage"
      ],
      "rule": {
        "part": "path",
        "pointer": "/ConversationSid",
        "keyword": "required",
        "expected": "ConversationSid"
      },
      "reason": "it cannot be encoded: ConversationSid: expected a value for the path, got a undefined"
    },
    {
      "id": "negative createServiceConversationMessage path/ConversationSid type",
      "kind": "negative",
      "operationIds": [
        "createServiceConversationMessage"
      ],
      "rule": {
        "part": "path",
        "pointer": "/ConversationSid",
        "keyword": "type",
        "expected": "string"
      },
      "reason": "it encodes to the same text as a valid value"
    },
    {
      "id": "negative createServiceConversationMessage header type",
      "kind": "negative",
      "operationIds": [
        "createServiceConversationMessage"
      ],
      "rule": {
        "part": "header",
        "pointer": "",
        "keyword": "type",
        "expected": "object"
      },
      "reason": "a request cannot encode another type"
    },
    {
      "id": "negative createServiceConversationMessage body type",
      "kind": "negative",
      "operationIds": [
        "createServiceConversationMessage"
      ],
      "rule": {
        "part": "body",
        "pointer": "",
        "keyword": "type",
        "expected": "object"
      },
      "reason": "a request cannot encode another type"
    },
    {
      "id": "negative createServiceConversationMessage body/Author type",
      "kind": "negative",
      "operationIds": [
        "createServiceConversationMessage"
      ],
      "rule": {
        "part": "body",
        "pointer": "/Author",
        "keyword": "type",
        "expected": "string"
      },
      "reason": "it encodes to the same text as a valid value"
    },
    {
      "id": "negative createServiceConversationMessage body/Body type",
      "kind": "negative",
      "operationIds": [
        "createServiceConversationMessage"
      ],
      "rule": {
        "part": "body",
        "pointer": "/Body",
        "keyword": "type",
        "expected": "string"
      },
      "reason": "it encodes to the same text as a valid value"
    },
    {
      "id": "negative createServiceConversationMessage body/Attributes type",
      "kind": "negative",
      "operationIds": [
        "createServiceConversationMessage"
      ],
      "rule": {
        "part": "body",
        "pointer": "/Attributes",
        "keyword": "type",
        "expected": "string"
      },
      "reason": "it encodes to the same text as a valid value"
    },
    {
      "id": "negative createServiceConversationMessage body/ContentVariables type",
      "kind": "negative",
      "operationIds": [
        "createServiceConversationMessage"
      ],
      "rule": {
        "part": "body",
        "pointer": "/ContentVariables",
        "keyword": "type",
        "expected": "string"
      },
      "reason": "it encodes to the same text as a valid value"
    },
    {
      "id": "negative createServiceConversationMessage body/Subject type",
      "kind": "negative",
      "operationIds": [
        "createServiceConversationMessage"
      ],
      "rule": {
        "part": "body",
        "pointer": "/Subject",
        "keyword": "type",
        "expected": "string"
      },
      "reason": "it encodes to the same text as a valid value"
    },
    {
      "id": "negative fetchConversationMessage path type",
      "kind": "negative",
      "operationIds": [
        "fetchConversationMessage"
      ],
      "rule": {
        "part": "path",
        "pointer": "",
        "keyword": "type",
        "expected": "object"
      },
      "reason": "a request cannot encode another type"
    },
    {
      "id": "negative fetchConversationMessage path/ConversationSid required",
      "kind": "negative",
      "operationIds": [
        "fetchConversationMessage"
      ],
      "rule": {
        "part": "path",
        "pointer": "/ConversationSid",
        "keyword": "required",
        "expected": "ConversationSid"
      },
      "reason": "it cannot be encoded: ConversationSid: expected a value for the path, got a undefined"
    },
    {
      "id": "negative fetchConversationMessage path/Sid required",
      "kind": "negative",
      "operationIds": [
        "fetchConversationMessage"
      ],
      "rule": {
        "part": "path",
        "pointer": "/Sid",
        "keyword": "required",
        "expected": "Sid"
      },
      "reason": "it cannot be encoded: Sid: expected a value for the path, got a undefined"
    },
    {
      "id": "negative fetchConversationMessage path/ConversationSid type",
      "kind": "negative",
      "operationIds": [
        "fetchConversationMessage"
      ],
      "rule": {
        "part": "path",
        "pointer": "/ConversationSid",
        "keyword": "type",
        "expected": "string"
      },
      "reason": "it encodes to the same text as a valid value"
    },
    {
      "id": "negative listChannelMessages path type",
      "kind": "negative",
      "operationIds": [
        "listChannelMessages"
      ],
      "rule": {
        "part": "path",
        "pointer": "",
        "keyword": "type",
        "expected": "object"
      },
      "reason": "a request cannot encode another type"
    },
    {
      "id": "negative listChannelMessages path/ServiceSid required",
      "kind": "negative",
      "operationIds": [
        "listChannelMessages"
      ],
      "rule": {
        "part": "path",
        "pointer": "/ServiceSid",
        "keyword": "required",
        "expected": "ServiceSid"
      },
      "reason": "it cannot be encoded: ServiceSid: expected a value for the path, got a undefined"
    },
    {
      "id": "negative listChannelMessages path/ChannelSid required",
      "kind": "negative",
      "operationIds": [
        "listChannelMessages"
      ],
      "rule": {
        "part": "path",
        "pointer": "/ChannelSid",
        "keyword": "required",
        "expected": "ChannelSid"
      },
      "reason": "it cannot be encoded: ChannelSid: expected a value for the path, got a undefined"
    },
    {
      "id": "negative listChannelMessages query type",
      "kind": "negative",
      "operationIds": [
        "listChannelMessages"
      ],
      "rule": {
        "part": "query",
        "pointer": "",
        "keyword": "type",
        "expected": "object"
      },
      "reason": "a request cannot encode another type"
    },
    {
      "id": "negative listChannelMessages query/PageToken type",
      "kind": "negative",
      "operationIds": [
        "listChannelMessages"
      ],
      "rule": {
        "part": "query",
        "pointer": "/PageToken",
        "keyword": "type",
        "expected": "string"
      },
      "reason": "it encodes to the same text as a valid value"
    },
    {
      "id": "negative createChannelMessage path type",
      "kind": "negative",
      "operationIds": [
        "createChannelMessage"
      ],
      "rule": {
        "part": "path",
        "pointer": "",
        "keyword": "type",
        "expected": "object"
      },
      "reason": "a request cannot encode another type"
    },
    {
      "id": "negative createChannelMessage path/ServiceSid required",
      "kind": "negative",
      "operationIds": [
        "createChannelMessage"
      ],
      "rule": {
        "part": "path",
        "pointer": "/ServiceSid",
        "keyword": "required",
        "expected": "ServiceSid"
      },
      "reason": "it cannot be encoded: ServiceSid: expected a value for the path, got a undefined"
    },
    {
      "id": "negative createChannelMessage path/ChannelSid required",
      "kind": "negative",
      "operationIds": [
        "createChannelMessage"
      ],
      "rule": {
        "part": "path",
        "pointer": "/ChannelSid",
        "keyword": "required",
        "expected": "ChannelSid"
      },
      "reason": "it cannot be encoded: ChannelSid: expected a value for the path, got a undefined"
    },
    {
      "id": "negative createChannelMessage body type",
      "kind": "negative",
      "operationIds": [
        "createChannelMessage"
      ],
      "rule": {
        "part": "body",
        "pointer": "",
        "keyword": "type",
        "expected": "object"
      },
      "reason": "a request cannot encode another type"
    },
    {
      "id": "negative createChannelMessage body/Body type",
      "kind": "negative",
      "operationIds": [
        "createChannelMessage"
      ],
      "rule": {
        "part": "body",
        "pointer": "/Body",
        "keyword": "type",
        "expected": "string"
      },
      "reason": "it encodes to the same text as a valid value"
    },
    {
      "id": "negative createChannelMessage body/Attributes type",
      "kind": "negative",
      "operationIds": [
        "createChannelMessage"
      ],
      "rule": {
        "part": "body",
        "pointer": "/Attributes",
        "keyword": "type",
        "expected": "string"
      },
      "reason": "it encodes to the same text as a valid value"
    },
    {
      "id": "negative createChannelMessage body/From type",
      "kind": "negative",
      "operationIds": [
        "createChannelMessage"
      ],
      "rule": {
        "part": "body",
        "pointer": "/From",
        "keyword": "type",
        "expected": "string"
      },
      "reason": "it encodes to the same text as a valid value"
    },
    {
      "id": "negative fetchChannelMessage path type",
      "kind": "negative",
      "operationIds": [
        "fetchChannelMessage"
      ],
      "rule": {
        "part": "path",
        "pointer": "",
        "keyword": "type",
        "expected": "object"
      },
      "reason": "a request cannot encode another type"
    },
    {
      "id": "negative fetchChannelMessage path/ServiceSid required",
      "kind": "negative",
      "operationIds": [
        "fetchChannelMessage"
      ],
      "rule": {
        "part": "path",
        "pointer": "/ServiceSid",
        "keyword": "required",
        "expected": "ServiceSid"
      },
      "reason": "it cannot be encoded: ServiceSid: expected a value for the path, got a undefined"
    },
    {
      "id": "negative fetchChannelMessage path/ChannelSid required",
      "kind": "negative",
      "operationIds": [
        "fetchChannelMessage"
      ],
      "rule": {
        "part": "path",
        "pointer": "/ChannelSid",
        "keyword": "required",
        "expected": "ChannelSid"
      },
      "reason": "it cannot be encoded: ChannelSid: expected a value for the path, got a undefined"
    },
    {
      "id": "negative fetchChannelMessage path/Sid required",
      "kind": "negative",
      "operationIds": [
        "fetchChannelMessage"
      ],
      "rule": {
        "part": "path",
        "pointer": "/Sid",
        "keyword": "required",
        "expected": "Sid"
      },
      "reason": "it cannot be encoded: Sid: expected a value for the path, got a undefined"
    },
    {
      "id": "negative updateChannelMessage path type",
      "kind": "negative",
      "operationIds": [
        "updateChannelMessage"
      ],
      "rule": {
        "part": "path",
        "pointer": "",
        "keyword": "type",
        "expected": "object"
      },
      "reason": "a request cannot encode another type"
    },
    {
      "id": "negative updateChannelMessage path/ServiceSid required",
      "kind": "negative",
      "operationIds": [
        "updateChannelMessage"
      ],
      "rule": {
        "part": "path",
        "pointer": "/ServiceSid",
        "keyword": "required",
        "expected": "ServiceSid"
      },
      "reason": "it cannot be encoded: ServiceSid: expected a value for the path, got a undefined"
    },
    {
      "id": "negative updateChannelMessage path/ChannelSid required",
      "kind": "negative",
      "operationIds": [
        "updateChannelMessage"
      ],
      "rule": {
        "part": "path",
        "pointer": "/ChannelSid",
        "keyword": "required",
        "expected": "ChannelSid"
      },
      "reason": "it cannot be encoded: ChannelSid: expected a value for the path, got a undefined"
    },
    {
      "id": "negative updateChannelMessage path/Sid required",
      "kind": "negative",
      "operationIds": [
        "updateChannelMessage"
      ],
      "rule": {
        "part": "path",
        "pointer": "/Sid",
        "keyword": "required",
        "expected": "Sid"
      },
      "reason": "it cannot be encoded: Sid: expected a value for the path, got a undefined"
    },
    {
      "id": "negative updateChannelMessage body type",
      "kind": "negative",
      "operationIds": [
        "updateChannelMessage"
      ],
      "rule": {
        "part": "body",
        "pointer": "",
        "keyword": "type",
        "expected": "object"
      },
      "reason": "a request cannot encode another type"
    },
    {
      "id": "negative updateChannelMessage body/Body type",
      "kind": "negative",
      "operationIds": [
        "updateChannelMessage"
      ],
      "rule": {
        "part": "body",
        "pointer": "/Body",
        "keyword": "type",
        "expected": [
          "string",
          "null"
        ]
      },
      "reason": "it encodes to the same text as a valid value"
    },
    {
      "id": "negative updateChannelMessage body/Attributes type",
      "kind": "negative",
      "operationIds": [
        "updateChannelMessage"
      ],
      "rule": {
        "part": "body",
        "pointer": "/Attributes",
        "keyword": "type",
        "expected": "string"
      },
      "reason": "it encodes to the same text as a valid value"
    },
    {
      "id": "negative deleteChannelMessage path type",
      "kind": "negative",
      "operationIds": [
        "deleteChannelMessage"
      ],
      "rule": {
        "part": "path",
        "pointer": "",
        "keyword": "type",
        "expected": "object"
      },
      "reason": "a request cannot encode another type"
    },
    {
      "id": "negative deleteChannelMessage path/ServiceSid required",
      "kind": "negative",
      "operationIds": [
        "deleteChannelMessage"
      ],
      "rule": {
        "part": "path",
        "pointer": "/ServiceSid",
        "keyword": "required",
        "expected": "ServiceSid"
      },
      "reason": "it cannot be encoded: ServiceSid: expected a value for the path, got a undefined"
    },
    {
      "id": "negative deleteChannelMessage path/ChannelSid required",
      "kind": "negative",
      "operationIds": [
        "deleteChannelMessage"
      ],
      "rule": {
        "part": "path",
        "pointer": "/ChannelSid",
        "keyword": "required",
        "expected": "ChannelSid"
      },
      "reason": "it cannot be encoded: ChannelSid: expected a value for the path, got a undefined"
    },
    {
      "id": "negative deleteChannelMessage path/Sid required",
      "kind": "negative",
      "operationIds": [
        "deleteChannelMessage"
      ],
      "rule": {
        "part": "path",
        "pointer": "/Sid",
        "keyword": "required",
        "expected": "Sid"
      },
      "reason": "it cannot be encoded: Sid: expected a value for the path, got a undefined"
    }
  ],
  "coverage": {
    "operations": {
      "covered": 7,
      "total": 7,
      "missing": []
    },
    "statuses": {
      "covered": 25,
      "total": 53,
      "missing": [
        "createServiceConversationMessage 403",
        "createServiceConversationMessage 429",
        "createServiceConversationMessage 500",
        "createServiceConversationMessage 503",
        "fetchConversationMessage 403",
        "fetchConversationMessage 429",
        "fetchConversationMessage 500",
        "fetchConversationMessage 503",
        "listChannelMessages 403",
        "listChannelMessages 429",
        "listChannelMessages 500",
        "listChannelMessages 503",
        "createChannelMessage 403",
        "createChannelMessage 429",
        "createChannelMessage 500",
        "createChannelMessage 503",
        "fetchChannelMessage 403",
        "fetchChannelMessage 429",
        "fetchChannelMessage 500",
        "fetchChannelMessage 503",
        "updateChannelMessage 403",
        "updateChannelMessage 429",
        "updateChannelMessage 500",
        "updateChannelMessage 503",
        "deleteChannelMessage 403",
        "deleteChannelMessage 429",
        "deleteChannelMessage 500",
        "deleteChannelMessage 503"
      ]
    },
    "constraints": {
      "covered": 88,
      "total": 130,
      "missing": [
        "createServiceConversationMessage path type",
        "createServiceConversationMessage path/ChatServiceSid required",
        "createServiceConversationMessage path/ConversationSid required",
        "createServiceConversationMessage path/ConversationSid type",
        "createServiceConversationMessage header type",
        "createServiceConversationMessage body type",
        "createServiceConversationMessage body/Author type",
        "createServiceConversationMessage body/Body type",
        "createServiceConversationMessage body/Attributes type",
        "createServiceConversationMessage body/ContentVariables type",
        "createServiceConversationMessage body/Subject type",
        "fetchConversationMessage path type",
        "fetchConversationMessage path/ConversationSid required",
        "fetchConversationMessage path/Sid required",
        "fetchConversationMessage path/ConversationSid type",
        "listChannelMessages path type",
        "listChannelMessages path/ServiceSid required",
        "listChannelMessages path/ChannelSid required",
        "listChannelMessages query type",
        "listChannelMessages query/PageToken type",
        "createChannelMessage path type",
        "createChannelMessage path/ServiceSid required",
        "createChannelMessage path/ChannelSid required",
        "createChannelMessage body type",
        "createChannelMessage body/Body type",
        "createChannelMessage body/Attributes type",
        "createChannelMessage body/From type",
        "fetchChannelMessage path type",
        "fetchChannelMessage path/ServiceSid required",
        "fetchChannelMessage path/ChannelSid required",
        "fetchChannelMessage path/Sid required",
        "updateChannelMessage path type",
        "updateChannelMessage path/ServiceSid required",
        "updateChannelMessage path/ChannelSid required",
        "updateChannelMessage path/Sid required",
        "updateChannelMessage body type",
        "updateChannelMessage body/Body type",
        "updateChannelMessage body/Attributes type",
        "deleteChannelMessage path type",
        "deleteChannelMessage path/ServiceSid required",
        "deleteChannelMessage path/ChannelSid required",
        "deleteChannelMessage path/Sid required"
      ]
    }
  },
  "requests": 276,
  "started": 1795964211897,
  "elapsed": 1255,
  "curlCredentials": "-u \"AC0123456789abcdef0123456789abcdef:embedded-sandbox\"",
  "notes": [],
  "findings": []
}
