// long: the core pack as data; it becomes files of a pack folder with the policy packs
import { permissions, type SectionName, type SectionValue } from '@shouwen/api';

type Pack = { [S in SectionName]?: Record<string, SectionValue<S>> };
const hour = 60;
const day = 24 * hour;
const nextDay = { end_of: 'next_business_day' } as const;
const closing = { end_of: 'day' } as const;
const chatWait = { elapsed_minutes: 1 / 3 }; // 20 seconds (SLA-12)
const ofTicket = '[#{{ticket.number}}] {{ticket.subject}}';
const everyDay = (hours: string[]) => ({
  mon: hours,
  tue: hours,
  wed: hours,
  thu: hours,
  fri: hours,
  sat: hours,
  sun: hours,
});

/** The version of the core pack; raising it lays the new values under whatever is local. */
export const corePackVersion = '0.6.0';

const agent = [
  'ticket.read',
  'ticket.write',
  'ticket.assign',
  'ticket.close',
  'ticket.merge',
  'ticket.bulk',
  'customer.read',
  'customer.write',
  'people.read',
];
const lead = [
  ...agent,
  'ticket.export',
  'customer.merge',
  'ticket.change_owner',
  'obligation.waive',
  'view.share',
  'outbox.read',
];
const manager = [
  ...lead,
  'ticket.confidential',
  'instruction.read_all',
  'customer.import',
  'outbox.manage',
  'events.read',
];

/** What a new installation starts with, until a policy pack says more. Everything can be changed on screen. */
export const corePack: Pack = {
  statuses: {
    new: { name: { zh: '新建', en: 'New', es: 'Nuevo' }, category: 'new', order: 1 },
    open: { name: { zh: '处理中', en: 'Open', es: 'Abierto' }, category: 'open', order: 2 },
    waiting: {
      name: { zh: '等待客户', en: 'Waiting for customer', es: 'En espera del cliente' },
      category: 'waiting_for_customer',
      order: 3,
    },
    on_hold: { name: { zh: '暂缓', en: 'On hold', es: 'En pausa' }, category: 'on_hold', order: 4 },
    resolved: { name: { zh: '已解决', en: 'Resolved', es: 'Resuelto' }, category: 'resolved', order: 5 },
    closed: { name: { zh: '已关闭', en: 'Closed', es: 'Cerrado' }, category: 'closed', order: 6 },
  },
  types: {
    inquiry: { name: { zh: '咨询', en: 'Inquiry', es: 'Consulta' }, order: 1, default: true },
    problem: { name: { zh: '问题', en: 'Problem', es: 'Incidencia' }, order: 2 },
    request: { name: { zh: '业务受理', en: 'Service request', es: 'Solicitud de servicio' }, order: 3 },
    complaint: { name: { zh: '投诉', en: 'Complaint', es: 'Reclamación' }, order: 4 },
    suggestion: { name: { zh: '建议', en: 'Suggestion', es: 'Sugerencia' }, order: 5 },
  },
  categories: {
    product: { name: { zh: '产品问题', en: 'Product', es: 'Producto' }, parent: null, order: 1 },
    'product.defect': { name: { zh: '产品故障', en: 'Defect', es: 'Defecto' }, parent: 'product', order: 1 },
    'product.delivery': {
      name: { zh: '发货与安装', en: 'Delivery and installation', es: 'Entrega e instalación' },
      parent: 'product',
      order: 2,
    },
    service: { name: { zh: '服务问题', en: 'Service', es: 'Servicio' }, parent: null, order: 2 },
    'service.billing': {
      name: { zh: '账单与付款', en: 'Billing and payment', es: 'Facturación y pagos' },
      parent: 'service',
      order: 1,
    },
    'service.appointment': {
      name: { zh: '预约', en: 'Appointment', es: 'Cita' },
      parent: 'service',
      order: 2,
    },
    operation: { name: { zh: '操作问题', en: 'Operation', es: 'Uso' }, parent: null, order: 3 },
    'operation.account': {
      name: { zh: '账户与登录', en: 'Account and sign-in', es: 'Cuenta y acceso' },
      parent: 'operation',
      order: 1,
    },
    'operation.how_to': {
      name: { zh: '使用方法', en: 'How to', es: 'Cómo se hace' },
      parent: 'operation',
      order: 2,
    },
  },
  // importance says how much hangs on it, urgency how soon: both are marked, priority follows (INT-26)
  priority: {
    matrix: {
      matrix: {
        low: { low: 'low', normal: 'low', high: 'normal' },
        normal: { low: 'low', normal: 'normal', high: 'high' },
        high: { low: 'normal', normal: 'high', high: 'urgent' },
      },
    },
  },
  roles: {
    administrator: {
      name: { zh: '管理员', en: 'Administrator', es: 'Administrador' },
      permissions: [...permissions],
      order: 1,
    },
    manager: {
      name: { zh: '客服主管', en: 'Service manager', es: 'Responsable de servicio' },
      permissions: manager,
      order: 2,
    },
    team_lead: { name: { zh: '班长', en: 'Team lead', es: 'Jefe de equipo' }, permissions: lead, order: 3 },
    agent: { name: { zh: '坐席', en: 'Agent', es: 'Agente' }, permissions: agent, order: 4 },
    observer: {
      name: { zh: '观察员', en: 'Observer', es: 'Observador' },
      permissions: ['ticket.read', 'customer.read', 'people.read'],
      order: 5,
    },
  },
  tiers: {
    key: { name: { zh: '重点客户', en: 'Key customer', es: 'Cliente clave' }, order: 1 },
  },
  calendars: {
    always_open: {
      name: { zh: '全天候', en: 'Always open', es: 'Siempre abierto' },
      order: 1,
      zone: null,
      hours: [{ from: null, week: everyDay(['00:00-24:00']) }],
      closures: [],
      days: [],
      counts_for: { teams: [], units: [] },
    },
  },
  obligations: {
    take_ownership: {
      name: { zh: '指定首问责任人', en: 'Take ownership', es: 'Asumir la responsabilidad' },
      clause: null,
      rules: ['FCR-01'],
      on: 'ticket.opened',
      unless: ['has_first_contact_owner'],
      owner: ['team_lead', 'team'],
      target: { default: { low: 4 * hour, normal: 2 * hour, high: hour, urgent: 15 } },
      pause_while: [],
      proof: 'first_contact_owner',
      warn: [{ share: 0.75 }],
      escalate: [{ after_minutes: 0, to: 'leader_of_owner' }],
      towards_customer: false,
    },
    first_reply: {
      name: { zh: '首次答复', en: 'First reply', es: 'Primera respuesta' },
      clause: null,
      rules: ['SLA-01', 'SLA-02', 'INT-51', 'SLA-04', 'FCR-07', 'SLA-20'],
      on: 'ticket.opened',
      owner: ['assignee', 'first_contact_owner', 'team_lead', 'team'],
      target: { default: { low: 2 * day, normal: day, high: 4 * hour, urgent: hour } },
      pause_while: [],
      proof: 'answer',
      warn: [{ share: 0.5 }, { share: 0.8 }],
      escalate: [
        { after_minutes: 0, to: 'leader_of_owner' },
        { after_minutes: 4 * hour, to: 'unit_head' },
      ],
      towards_customer: true,
    },
    resolution: {
      name: { zh: '解决', en: 'Resolution', es: 'Resolución' },
      clause: null,
      rules: ['SLA-02', 'SLA-03'],
      on: 'ticket.opened',
      owner: ['assignee', 'first_contact_owner', 'team_lead', 'team'],
      target: {
        default: { low: 5 * day, normal: 2 * day, high: day, urgent: 8 * hour },
        by_type: {
          complaint: { low: 2 * day, normal: 2 * day, high: day, urgent: 4 * hour },
          suggestion: { low: 10 * day, normal: 10 * day, high: 5 * day, urgent: 2 * day },
        },
      },
      pause_while: ['waiting_for_customer', 'on_hold'],
      proof: 'resolution',
      warn: [{ share: 0.8 }],
      escalate: [{ after_minutes: 0, to: 'leader_of_owner' }],
      towards_customer: true,
    },
    next_reply: {
      name: { zh: '后续答复', en: 'Next reply', es: 'Siguiente respuesta' },
      clause: null,
      rules: ['SLA-06', 'FCR-07', 'SLA-20'],
      on: 'customer.wrote',
      only_by_policy: true,
      owner: ['assignee', 'first_contact_owner', 'team_lead', 'team'],
      target: { default: { low: 2 * day, normal: day, high: 4 * hour, urgent: hour } },
      pause_while: [],
      proof: 'answer',
      warn: [{ share: 0.8 }],
      escalate: [{ after_minutes: 0, to: 'leader_of_owner' }],
      towards_customer: true,
    },
    progress_update: {
      name: { zh: '定期告知进展', en: 'Progress update', es: 'Aviso de avance' },
      clause: null,
      rules: ['SLA-05', 'SLA-06'],
      on: 'customer.answered',
      only_by_policy: true,
      owner: ['assignee', 'first_contact_owner', 'team_lead', 'team'],
      target: { default: { low: 5 * day, normal: 3 * day, high: day, urgent: 4 * hour } },
      pause_while: ['waiting_for_customer', 'on_hold'],
      proof: 'answer',
      warn: [{ share: 0.8 }],
      escalate: [{ after_minutes: 0, to: 'leader_of_owner' }],
      towards_customer: true,
    },
    // within the house: how long a team may keep a ticket, from when it comes there
    team_time: {
      name: { zh: '本班组处理时限', en: "Team's own time", es: 'Plazo del equipo' },
      clause: null,
      rules: [],
      on: 'team.entered',
      only_by_policy: true,
      owner: ['assignee', 'team_lead', 'team'],
      target: { default: { low: 2 * day, normal: day, high: 4 * hour, urgent: hour } },
      pause_while: ['waiting_for_customer', 'on_hold'],
      proof: 'handed_on',
      warn: [{ share: 0.8 }],
      escalate: [{ after_minutes: 0, to: 'leader_of_owner' }],
      towards_customer: false,
    },
    on_site_arrival: {
      name: { zh: '到达现场', en: 'Arrival on site', es: 'Llegada al lugar' },
      clause: null,
      rules: ['SLA-13'],
      on: 'ticket.opened',
      only_by_policy: true,
      owner: ['assignee', 'first_contact_owner', 'team_lead', 'team'],
      target: { default: { low: day, normal: 4 * hour, high: 2 * hour, urgent: 45 } },
      pause_while: ['waiting_for_customer', 'on_hold'],
      proof: 'arrival',
      warn: [{ share: 0.8 }],
      escalate: [{ after_minutes: 0, to: 'leader_of_owner' }],
      towards_customer: true,
    },
    // each message of a chat is waited for, the first as well
    chat_answer: {
      name: { zh: '在线会话答复', en: 'Answer in chat', es: 'Respuesta en el chat' },
      clause: null,
      rules: ['SLA-12', 'SLA-25', 'FCR-07', 'SLA-20'],
      on: 'customer.waits',
      channels: ['chat'],
      only_by_policy: true,
      owner: ['assignee', 'first_contact_owner', 'team_lead', 'team'],
      target: { default: { low: chatWait, normal: chatWait, high: chatWait, urgent: chatWait } },
      pause_while: [],
      proof: 'answer',
      warn: [],
      escalate: [{ after_minutes: 1, to: 'leader_of_owner' }],
      towards_customer: true,
    },
    follow_up: {
      name: { zh: '首问责任人回访', en: 'Follow-up call', es: 'Llamada de seguimiento' },
      clause: null,
      rules: ['FCR-03', 'CBK-01', 'CBK-20'],
      on: 'ticket.resolved',
      only_by_policy: true,
      owner: ['first_contact_owner', 'assignee', 'team_lead', 'team'],
      target: { default: { low: nextDay, normal: nextDay, high: nextDay, urgent: nextDay } },
      pause_while: [],
      proof: 'form',
      asks: [
        {
          key: 'satisfied',
          name: {
            zh: '客户是否满意？',
            en: 'Is the customer satisfied?',
            es: '¿Está satisfecho el cliente?',
          },
          answer: 'yes_no',
          required: true,
        },
        {
          key: 'opinions',
          name: { zh: '意见与建议', en: 'Opinions and suggestions', es: 'Opiniones y sugerencias' },
          answer: 'text',
          required: false,
        },
      ],
      warn: [],
      escalate: [{ after_minutes: 0, to: 'leader_of_owner' }],
      towards_customer: false,
    },
    // what a schedule opens: done with a word on what was done
    routine: {
      name: { zh: '例行工作', en: 'Routine duty', es: 'Tarea rutinaria' },
      clause: null,
      rules: [],
      on: 'schedule',
      owner: ['team'],
      target: { default: { low: closing, normal: closing, high: closing, urgent: closing } },
      pause_while: [],
      proof: 'record',
      warn: [],
      escalate: [{ after_minutes: 0, to: 'leader_of_owner' }],
      towards_customer: false,
    },
    call_back: {
      name: {
        zh: '方案被拒后回电',
        en: 'Call after a refused solution',
        es: 'Llamada tras el rechazo de la solución',
      },
      clause: null,
      rules: ['FCR-01'],
      on: 'solution.refused',
      only_by_policy: true,
      owner: ['first_contact_owner', 'assignee', 'team_lead', 'team'],
      target: { default: { low: day, normal: 4 * hour, high: 2 * hour, urgent: hour } },
      pause_while: [],
      proof: 'record',
      warn: [{ share: 0.8 }],
      escalate: [{ after_minutes: 0, to: 'leader_of_owner' }],
      towards_customer: true,
    },
  },
  // ESC-01 to ESC-04, ESC-12: what is reported at once, whoever has to be passed over for it
  instruction_kinds: {
    question: { name: { zh: '请示问题', en: 'Question', es: 'Consulta' }, at_once: false, order: 1 },
    decision: {
      name: { zh: '请求决定或批准', en: 'Decision or approval', es: 'Decisión o aprobación' },
      at_once: false,
      order: 2,
    },
    beyond_scope: {
      name: {
        zh: '超出本职范围的问题',
        en: "Beyond one's scope of work",
        es: 'Fuera del ámbito de trabajo propio',
      },
      at_once: true,
      order: 3,
    },
    dispute: {
      name: { zh: '严重纠纷', en: 'Serious dispute', es: 'Conflicto grave' },
      at_once: true,
      order: 4,
    },
    accident: {
      name: { zh: '重大差错或事故', en: 'Serious mistake or accident', es: 'Error o accidente grave' },
      at_once: true,
      order: 5,
    },
    danger: {
      name: {
        zh: '危及人身或设备安全',
        en: 'Danger to persons or equipment',
        es: 'Peligro para personas o equipos',
      },
      at_once: true,
      order: 6,
    },
    leak: {
      name: { zh: '泄密或政治问题', en: 'Leak or political matter', es: 'Filtración o asunto político' },
      at_once: true,
      order: 7,
    },
  },
  instruction_duties: {
    instruction_answer: {
      name: {
        zh: '答复请示',
        en: 'Answer the request for instruction',
        es: 'Responder a la petición de instrucciones',
      },
      clause: null,
      rules: ['ESC-05', 'ESC-06', 'ESC-11'],
      order: 1,
      target: { business_minutes: 4 * hour },
      at_once: 30,
      warn: [{ share: 0.5 }],
      escalate: [{ after_minutes: 0, to: 'leader_of_owner' }],
    },
    instruction_acknowledge: {
      name: { zh: '确认收到指示', en: 'Acknowledge the instruction', es: 'Acusar recibo de la instrucción' },
      clause: null,
      rules: ['ESC-08'],
      order: 2,
      target: { business_minutes: 4 * hour },
      at_once: 30,
      warn: [{ share: 0.5 }],
      escalate: [{ after_minutes: 0, to: 'leader_of_owner' }],
    },
    instruction_carry_out: {
      name: { zh: '执行指示', en: 'Carry out the instruction', es: 'Cumplir la instrucción' },
      clause: null,
      rules: ['ESC-08'],
      order: 3,
      target: { business_days: 3 },
      warn: [{ share: 0.8 }],
      escalate: [{ after_minutes: 0, to: 'leader_of_owner' }],
    },
    instruction_report: {
      name: {
        zh: '向被越过的上级补报',
        en: 'Report to the one who was skipped',
        es: 'Informar al superior omitido',
      },
      clause: null,
      rules: ['ESC-06'],
      order: 4,
      target: { end_of: 'next_business_day' },
      warn: [{ share: 0.8 }],
      escalate: [{ after_minutes: 0, to: 'leader_of_owner' }],
    },
    instruction_confirm: {
      name: {
        zh: '确认口头指示的记录',
        en: 'Confirm the verbal instruction',
        es: 'Confirmar la instrucción verbal',
      },
      clause: null,
      rules: ['ESC-08', 'ESC-15'],
      order: 5,
      target: { end_of: 'next_business_day' },
      warn: [{ share: 0.8 }],
      escalate: [{ after_minutes: 0, to: 'leader_of_owner' }],
    },
    instruction_consider: {
      name: { zh: '研究不同意见', en: 'Consider the dissent', es: 'Estudiar la objeción' },
      clause: null,
      rules: ['ESC-09', 'ESC-10'],
      order: 6,
      target: { business_days: 2 },
      warn: [{ share: 0.8 }],
      escalate: [{ after_minutes: 0, to: 'leader_of_owner' }],
    },
  },
  macros: {
    ask_details: {
      name: { zh: '请客户补充信息', en: 'Ask for details', es: 'Pedir más datos' },
      order: 1,
      reply: {
        zh: '{{customer.name}}，您好！\n\n为了尽快帮您解决，请您补充一下具体情况（时间、订单号或截图）。\n\n{{agent.name}}',
        en: 'Dear {{customer.name}},\n\nSo that we can help you soon, could you please tell us a little more: when it happened, the order number, or a screenshot?\n\n{{agent.name}}',
        es: 'Estimado/a {{customer.name}}:\n\nPara poder ayudarle cuanto antes, ¿podría darnos algún dato más: cuándo ocurrió, el número de pedido o una captura de pantalla?\n\n{{agent.name}}',
      },
      set: { status: 'waiting' },
    },
  },
  canned: {
    greeting: {
      name: { zh: '问候与受理', en: 'Greeting and receipt', es: 'Saludo y acuse' },
      order: 1,
      body: {
        zh: '{{customer.name}}，您好！您的请求（编号 {{ticket.number}}）已收到，由我负责跟进到底。',
        en: 'Dear {{customer.name}}, we have received your request (no. {{ticket.number}}), and I will see it through to the end.',
        es: 'Estimado/a {{customer.name}}: hemos recibido su solicitud (n.º {{ticket.number}}) y me ocuparé de ella hasta el final.',
      },
    },
    resolved: {
      name: { zh: '请确认已解决', en: 'Please confirm the solution', es: 'Confirme la solución, por favor' },
      order: 2,
      body: {
        zh: '您反映的问题已经处理完毕。请您在专属链接上确认；如果还有不满意的地方，也请告诉我们，我们会继续处理。',
        en: 'We have solved what you told us about. Please confirm it on your private link; if anything is still not right, tell us there and we will go on.',
        es: 'Hemos resuelto lo que nos comunicó. Confírmelo, por favor, en su enlace privado; si algo no ha quedado bien, díganoslo allí y seguiremos trabajando en ello.',
      },
    },
  },
  mail_templates: {
    acknowledgement: {
      name: { zh: '来信确认', en: 'Acknowledgement', es: 'Acuse de recibo' },
      order: 1,
      subject: ofTicket,
      body: {
        zh: '{{customer.name}}，您好！\n\n您的来信我们已经收到，编号 {{ticket.number}}。{{answer.expected}}\n\n您可以直接回复本邮件，也可以在此查看进展并与我们联系：{{ticket.link}}\n\n{{mailbox.signature}}',
        en: 'Dear {{customer.name}},\n\nwe have received your mail and given it the number {{ticket.number}}. {{answer.expected}}\n\nYou can answer this mail, or read and write to us here: {{ticket.link}}\n\n{{mailbox.signature}}',
        es: 'Estimado/a {{customer.name}}:\n\nHemos recibido su correo y le hemos dado el número {{ticket.number}}. {{answer.expected}}\n\nPuede responder a este correo, o leer y escribirnos aquí: {{ticket.link}}\n\n{{mailbox.signature}}',
      },
    },
    receipt: {
      name: { zh: '表单回执', en: 'Receipt of a web form', es: 'Acuse de un formulario' },
      order: 2,
      subject: ofTicket,
      body: {
        zh: '感谢您的来信！您的请求（编号 {{ticket.number}}）我们已经收到。\n\n请在此查看答复并给我们留言：{{ticket.link}}\n\n{{mailbox.signature}}',
        en: 'Thank you. We have received your request no. {{ticket.number}}.\n\nRead our answers and write to us here: {{ticket.link}}\n\n{{mailbox.signature}}',
        es: 'Gracias. Hemos recibido su solicitud n.º {{ticket.number}}.\n\nLea nuestras respuestas y escríbanos aquí: {{ticket.link}}\n\n{{mailbox.signature}}',
      },
    },
    reply: {
      name: { zh: '答复', en: 'Reply', es: 'Respuesta' },
      order: 3,
      subject: ofTicket,
      body: {
        zh: '{{message}}\n\n{{mailbox.signature}}\n\n请在此查看并答复：{{ticket.link}}',
        en: '{{message}}\n\n{{mailbox.signature}}\n\nRead and answer here: {{ticket.link}}',
        es: '{{message}}\n\n{{mailbox.signature}}\n\nLea y responda aquí: {{ticket.link}}',
      },
    },
    customer_link: {
      name: { zh: '专属链接', en: 'Private link', es: 'Enlace privado' },
      order: 4,
      subject: ofTicket,
      body: {
        zh: '请在此查看您的请求（编号 {{ticket.number}}）并与我们联系：{{ticket.link}}',
        en: 'Read your request no. {{ticket.number}} and write to us here: {{ticket.link}}',
        es: 'Consulte aquí su solicitud n.º {{ticket.number}} y escríbanos: {{ticket.link}}',
      },
    },
    participant: {
      name: { zh: '加入请求的通知', en: 'Added to a request', es: 'Añadido a una solicitud' },
      order: 5,
      subject: ofTicket,
      body: {
        zh: '您已被加入请求 {{ticket.number}}“{{ticket.subject}}”。请在此查看进展并与我们联系：{{ticket.link}}',
        en: 'You were added to request no. {{ticket.number}}, “{{ticket.subject}}”. Follow it and write to us here: {{ticket.link}}',
        es: 'Se le ha añadido a la solicitud n.º {{ticket.number}}, «{{ticket.subject}}». Siga su curso y escríbanos aquí: {{ticket.link}}',
      },
    },
  },
  web_forms: {
    contact: {
      name: { zh: '联系我们', en: 'Contact us', es: 'Contacte con nosotros' },
      team_id: null,
      type: null,
      intro: {
        zh: '请告诉我们您需要什么帮助，我们会尽快答复您。',
        en: 'Tell us what you need help with. We will answer as soon as we can.',
        es: 'Cuéntenos en qué podemos ayudarle. Le responderemos lo antes posible.',
      },
      active: true,
    },
  },
  settings: {
    default_team: { value: null },
    default_country: { value: 'CN' },
    time_zone: { value: 'UTC' },
    undo_send_seconds: { value: 10 },
    release_newcomer_days: { value: 0 },
    release_types: { value: [] },
    second_factor: { value: 'nobody' },
  },
};
